package io.tazpod.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class McAliasesTest {

    private static final String FILE = """
            {"version": "10", "aliases": {
              "lab": {"url": "http://127.0.0.1:9000", "accessKey": "a", "secretKey": "s/+=", "api": "s3v4", "path": "auto"},
              "away": {"url": "https://minio.example/", "accessKey": "b", "secretKey": "t", "sessionToken": "u"}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path directory;

    @Test
    void an_alias_is_found_by_name_and_by_server() throws IOException {
        var aliases = aliases(Map.of());

        assertThat(aliases.named("lab").orElseThrow().keys())
                .isEqualTo(new MinioSettings.Keys("a", "s/+=", Optional.empty()));
        assertThat(aliases.at(URI.create("https://minio.example"))
                        .orElseThrow()
                        .keys()
                        .sessionToken())
                .contains("u");
        assertThat(aliases.named("none")).isEmpty();
    }

    @Test
    void a_variable_wins_over_the_file() throws IOException {
        var aliases = aliases(Map.of("MC_HOST_lab", "https://key:s%2Fe+cret@other:9000"));

        var lab = aliases.named("lab").orElseThrow();

        assertThat(lab.endpoint()).isEqualTo(URI.create("https://other:9000"));
        assertThat(lab.keys().secretKey()).isEqualTo("s/e+cret");
    }

    @Test
    void without_a_file_there_are_no_aliases() {
        assertThat(new McAliases(directory.resolve("none"), Map.of()).named("lab"))
                .isEmpty();
    }

    @Test
    void a_bad_variable_is_told_without_its_secret() throws IOException {
        var aliases = aliases(Map.of("MC_HOST_lab", "nonsense-with-secret"));

        assertThatThrownBy(() -> aliases.named("lab"))
                .isInstanceOf(PortFailure.class)
                .hasMessageContaining("MC_HOST_lab")
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void keys_do_not_print_their_secret() throws IOException {
        assertThat(aliases(Map.of()).named("away").orElseThrow().toString()).doesNotContain("t,", "=t", "u]");
    }

    private McAliases aliases(Map<String, String> environment) throws IOException {
        return new McAliases(Files.writeString(directory.resolve("config.json"), FILE), environment);
    }
}
