package io.tazpod.local.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.config.ConfigProblem;
import io.tazpod.domain.config.ConfigReading;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlConfigTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("config.yaml");
    }

    private ConfigReading read(String text) throws IOException {
        Files.writeString(file, text);
        return new YamlConfig(file).read();
    }

    private PortFailure refused(String text) {
        return catchThrowableOfType(PortFailure.class, () -> read(text));
    }

    @Test
    void a_missing_file_and_an_empty_one_are_defaults() throws IOException {
        var missing = new YamlConfig(file).read();

        assertThat(missing.problems()).isEmpty();
        assertThat(read("")).isEqualTo(missing);
        assertThat(read("# only a comment\n")).isEqualTo(missing);
    }

    @Test
    void what_is_no_file_is_refused_and_not_waited_for() throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/null"));

        var refused = catchThrowableOfType(PortFailure.class, () -> new YamlConfig(file).read());

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void words_that_yaml_once_took_for_booleans_and_numbers_stay_text() throws IOException {
        var reading = read("env:\n  A: no\n  B: 012\n  C: 1e3\n  D: y\n  E: 0x1F\n  F: ~\n  G: 2026-01-01\n");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config().vaultEnvironment())
                .isEqualTo(
                        Map.of("A", "no", "B", "012", "C", "1e3", "D", "y", "E", "0x1F", "F", "~", "G", "2026-01-01"));
    }

    @Test
    void broken_yaml_is_said_with_line_and_column() {
        var failure = refused("image: debian\nruntime: [docker\nvault:\n");

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).message().matches("(?s).*config\\.yaml:3:6: no YAML: .*");
        assertThat(failure.hint()).contains("mend that line");
    }

    @Test
    void a_tab_for_an_indent_is_said_with_line_and_column() {
        assertThat(refused("vault:\n\tretention: 5\n")).message().contains("config.yaml:2:1");
    }

    @Test
    void problems_carry_the_lines_of_the_file() throws IOException {
        var reading = read("# a comment\n\nruntime: lxd\nvault:\n  retention: many\n");

        assertThat(reading.problems()).extracting(ConfigProblem::line).containsExactlyInAnyOrder(3, 5);
    }

    @Test
    void a_key_that_stands_twice_is_a_problem_with_its_line() throws IOException {
        var reading = read("image: a\nimage: b\n");

        assertThat(reading.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly("line 2: image: stands here twice; keep one");
    }

    @Test
    void a_value_may_be_written_once_and_referred_to() throws IOException {
        var reading = read("image: &i debian\nenv:\n  IMAGE: *i\n");

        assertThat(reading.config().vaultEnvironment()).containsEntry("IMAGE", "debian");
    }

    @Test
    void a_list_that_holds_itself_is_refused() {
        assertThat(refused("env: &e\n  A: *e\n").kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused("dns: &d [*d]\n").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void references_cannot_be_piled_up_into_a_mountain() {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 26; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(refused(text.toString()).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void two_documents_are_none() {
        assertThat(refused("image: a\n---\nimage: b\n").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void something_else_than_keys_is_a_problem() throws IOException {
        assertThat(read("- a\n- b\n").problems()).hasSize(1);
        assertThat(read("just text\n").problems()).hasSize(1);
    }

    @Test
    void a_file_in_another_encoding_is_said() throws IOException {
        Files.write(file, "image: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        var failure = catchThrowableOfType(PortFailure.class, () -> new YamlConfig(file).read());

        assertThat(failure).message().contains("UTF-8");
    }

    @Test
    void a_mark_at_the_beginning_that_editors_put_there_does_not_matter() throws IOException {
        assertThat(read("\ufeffruntime: podman\n").problems()).isEmpty();
    }

    @Test
    void a_file_that_is_no_configuration_for_its_size_is_refused() throws IOException {
        Files.write(file, new byte[(1 << 20) + 1]);

        assertThat(catchThrowableOfType(PortFailure.class, () -> new YamlConfig(file).read())
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void nesting_without_end_is_no_crash() {
        var failure = refused("a: " + "[".repeat(100_000));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.hint()).contains("docs/config.md");
    }
}
