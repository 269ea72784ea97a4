package io.tazpod.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyVariablesTest {

    private static final URI STORE = URI.create("https://s3.eu-central-1.amazonaws.com");

    private static java.util.Optional<URI> proxy(URI target, String... pairs) {
        var environment = new java.util.HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new ProxyVariables(Map.copyOf(environment)).proxyFor(target);
    }

    @Test
    void each_scheme_has_a_variable_of_its_own() {
        assertThat(proxy(STORE, "https_proxy", "http://p:3128")).contains(URI.create("http://p:3128"));
        assertThat(proxy(STORE, "HTTPS_PROXY", "p:3128")).contains(URI.create("http://p:3128"));
        assertThat(proxy(STORE, "HTTP_PROXY", "http://p:3128")).isEmpty();
        assertThat(proxy(URI.create("http://minio:9000"), "http_proxy", "http://u:s@p:1"))
                .contains(URI.create("http://u:s@p:1"));
        assertThat(proxy(STORE)).isEmpty();
        assertThat(proxy(STORE, "https_proxy", " ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|true",
                "amazonaws.com|true",
                ".amazonaws.com|true",
                "*.amazonaws.com|true",
                "S3.EU-CENTRAL-1.amazonaws.com|true",
                "first.example, amazonaws.com|true",
                "naws.com|false",
                "other.example|false",
                "amazonaws.com:8443|false",
                "''|false",
            })
    void what_no_proxy_lists_goes_straight(String list, boolean straight) {
        assertThat(proxy(STORE, "https_proxy", "http://p:1", "no_proxy", list).isEmpty())
                .isEqualTo(straight);
    }

    @Test
    void no_proxy_can_name_a_port() {
        var minio = URI.create("http://minio.lan:9000");
        assertThat(proxy(minio, "http_proxy", "http://p:1", "NO_PROXY", "minio.lan:9000"))
                .isEmpty();
        assertThat(proxy(minio, "http_proxy", "http://p:1", "NO_PROXY", "minio.lan:9001"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"})
    void this_machine_needs_none(URI target) {
        assertThat(proxy(target, "http_proxy", "http://p:1")).isEmpty();
    }
}
