import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// Answers like a server of S3 with one bucket, so that the build can send a vault and fetch it without a store. It
/// believes every signature. Only for training the class archive; not part of the distribution.
///
/// Started by the build as a source file: `java TrainingStore.java FILE`; its address is written to the file.
public final class TrainingStore {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Map<String, Stored> objects = new TreeMap<>();

    private record Stored(byte[] content, String tag, Map<String, String> metadata, Instant when) {}

    private TrainingStore() {}

    public static void main(String[] arguments) throws IOException {
        var store = new TrainingStore();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", store::answer);
        server.start();
        Files.writeString(Path.of(arguments[0]), "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]*/?", "");
            if (key.isEmpty()) {
                bucket(exchange);
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, body);
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> get(exchange, key);
            }
        }
    }

    private void bucket(HttpExchange exchange) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.contains("location")) {
            xml(exchange, 200, "<LocationConstraint>us-east-1</LocationConstraint>");
        } else if (query.contains("list-type")) {
            xml(exchange, 200, listing(query));
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private String listing(String query) {
        var prefix = query.replaceFirst("^(.*&)?prefix=([^&]*).*$", "$2");
        var listed = new StringBuilder("<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>");
        objects.forEach((key, object) -> {
            if (key.startsWith(prefix)) {
                listed.append("<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                        .formatted(key, object.when, object.tag.replace("\"", "&quot;"), object.content.length));
            }
        });
        return listed.append("</ListBucketResult>").toString();
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        var headers = exchange.getRequestHeaders();
        var there = objects.get(key);
        var expected = headers.getFirst("If-Match");
        boolean refused = (headers.containsKey("If-None-Match") && there != null)
                || (expected != null && (there == null || !there.tag.contains(expected.replace("\"", ""))));
        if (refused) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        var from = headers.getFirst("x-amz-copy-source");
        if (from != null) {
            copy(exchange, key, from.replaceFirst("^/?[^/]*/", ""));
            return;
        }
        var metadata = new HashMap<String, String>();
        headers.forEach((name, values) -> {
            if (name.toLowerCase().startsWith("x-amz-meta-")) {
                metadata.put(name, values.getFirst());
            }
        });
        var stored = store(key, body, metadata);
        exchange.getResponseHeaders().set("ETag", stored.tag);
        exchange.sendResponseHeaders(200, -1);
    }

    private void copy(HttpExchange exchange, String key, String from) throws IOException {
        var source = objects.get(from);
        if (source == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        var copy = store(key, source.content, source.metadata);
        xml(exchange, 200, "<CopyObjectResult><LastModified>%s</LastModified><ETag>%s</ETag></CopyObjectResult>"
                .formatted(copy.when, copy.tag.replace("\"", "&quot;")));
    }

    private Stored store(String key, byte[] content, Map<String, String> metadata) {
        var sum = new CRC32();
        sum.update(content);
        var tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
        var stored = new Stored(content, tag, metadata, Instant.now());
        objects.put(key, stored);
        return stored;
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        var there = objects.get(key);
        if (there == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", there.tag);
        headers.set("Last-Modified", HTTP_DATE.format(there.when));
        headers.set("Content-Type", "application/octet-stream");
        there.metadata.forEach(headers::set);
        boolean mute = exchange.getRequestMethod().equals("HEAD");
        if (mute) {
            headers.set("Content-Length", String.valueOf(there.content.length));
        }
        exchange.sendResponseHeaders(200, mute ? -1 : there.content.length);
        if (!mute) {
            exchange.getResponseBody().write(there.content);
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            xml(exchange, status, "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
        }
    }

    private static void xml(HttpExchange exchange, int status, String content) throws IOException {
        var bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
