package io.tazpod.minio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The two answers that every push reads. The client's own reader of XML takes longer to come up than both requests.
final class S3Xml {

    private S3Xml() {}

    /// One object of a listing.
    record Entry(String key, String tag, long size, Instant modified) {}

    /// @param next asks for what follows; empty at the end
    record Page(List<Entry> entries, Optional<String> next) {}

    /// A ListBucketResult.
    static Page page(InputStream content) throws IOException {
        var entries = new ArrayList<Map<String, String>>();
        var page = new HashMap<String, String>();
        var entry = new HashMap<String, String>();
        read(content, (parent, name, text) -> {
            if (parent.equals("Contents")) {
                entry.put(name, text);
            } else if (name.equals("Contents")) {
                entries.add(Map.copyOf(entry));
                entry.clear();
            } else if (parent.equals("ListBucketResult")) {
                page.put(name, text);
            }
        });
        try {
            return page(entries, page);
        } catch (IllegalArgumentException | DateTimeException strange) {
            throw new IOException("the answer is no listing of S3's: " + strange.getMessage(), strange);
        }
    }

    private static Page page(List<Map<String, String>> entries, Map<String, String> page) {
        boolean encoded = "url".equals(page.get("EncodingType"));
        boolean more = "true".equals(page.get("IsTruncated"));
        return new Page(
                entries.stream().map(fields -> entry(fields, encoded)).toList(),
                Optional.ofNullable(page.get("NextContinuationToken")).filter(_ -> more));
    }

    private static Entry entry(Map<String, String> fields, boolean encoded) {
        var key = fields.getOrDefault("Key", "");
        return new Entry(
                encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key,
                fields.getOrDefault("ETag", ""),
                Long.parseLong(fields.getOrDefault("Size", "0")),
                Instant.parse(fields.getOrDefault("LastModified", "1970-01-01T00:00:00Z")));
    }

    /// The tag in a CopyObjectResult. An error can come with status 200, since a copy may take long; it has no tag.
    static Optional<String> copiedTag(InputStream content) throws IOException {
        var fields = new HashMap<String, String>();
        read(content, (parent, name, text) -> {
            if (parent.equals("CopyObjectResult")) {
                fields.put(name, text);
            }
        });
        return Optional.ofNullable(fields.get("ETag"));
    }

    private interface Sink {
        /// An element that has ended; its own elements were told before.
        void element(String parent, String name, String text);
    }

    private static void read(InputStream content, Sink sink) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            read(factory.createXMLStreamReader(content), sink);
        } catch (XMLStreamException strange) {
            throw new IOException("the answer is no XML of S3's: " + strange.getMessage(), strange);
        }
    }

    private static void read(XMLStreamReader xml, Sink sink) throws XMLStreamException {
        var path = new ArrayList<>(List.of(""));
        var text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    path.add(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var name = path.removeLast();
                    sink.element(path.getLast(), name, text.toString());
                    text.setLength(0);
                }
                default -> {}
            }
        }
    }
}
