package io.tazpod.minio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.minio.S3Xml.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3XmlTest {

    @Test
    void a_page_of_a_listing_tells_its_objects_and_what_follows() throws IOException {
        var page = S3Xml.page(xml("""
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix>a</Prefix>
                <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
                <NextContinuationToken>t&amp;1</NextContinuationToken>
                <Contents><Key>a/with+blank%26more</Key><LastModified>2026-11-21T08:00:14.123Z</LastModified>
                <ETag>&quot;d41d8&quot;</ETag><Size>42</Size><Owner><ID>1</ID><DisplayName>x</DisplayName></Owner>
                <StorageClass>STANDARD</StorageClass></Contents>
                <Contents><Key>b</Key><LastModified>2026-11-21T08:00:15Z</LastModified><ETag>"e"</ETag><Size>0</Size></Contents>
                </ListBucketResult>"""));

        assertThat(page.entries())
                .containsExactly(
                        new Entry("a/with blank&more", "\"d41d8\"", 42, Instant.parse("2026-11-21T08:00:14.123Z")),
                        new Entry("b", "\"e\"", 0, Instant.parse("2026-11-21T08:00:15Z")));
        assertThat(page.next()).contains("t&1");
    }

    @Test
    void names_are_taken_as_they_are_where_the_store_does_not_encode_them() throws IOException {
        var page = S3Xml.page(xml("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a+b%20c</Key>"
                + "</Contents></ListBucketResult>"));

        assertThat(page.entries()).extracting(Entry::key).containsExactly("a+b%20c");
        assertThat(page.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<ListBucketResult><Contents><Key>a</Key>",
                "<ListBucketResult><Contents><Key>a</Key><Size>many</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><LastModified>today</LastModified></Contents></ListBucketResult>"
            })
    void what_is_no_listing_is_a_failure(String answer) {
        assertThatThrownBy(() -> S3Xml.page(xml(answer))).isInstanceOf(IOException.class);
    }

    @Test
    void an_entity_from_elsewhere_is_not_read() {
        var answer =
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ListBucketResult><Contents><Key>&e;</Key>"
                        + "</Contents></ListBucketResult>";

        assertThatThrownBy(() -> S3Xml.page(xml(answer))).isInstanceOf(IOException.class);
    }

    @Test
    void a_copy_tells_its_tag_unless_it_was_given_up_on_the_way() throws IOException {
        assertThat(S3Xml.copiedTag(xml("\n<CopyObjectResult><ETag>\"x\"</ETag></CopyObjectResult>")))
                .contains("\"x\"");
        assertThat(S3Xml.copiedTag(xml("<Error><Code>InternalError</Code></Error>")))
                .isEmpty();
    }

    private static InputStream xml(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
