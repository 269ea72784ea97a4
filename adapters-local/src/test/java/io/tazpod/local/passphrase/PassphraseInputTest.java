package io.tazpod.local.passphrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.local.machine.ChildPrograms;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseInputTest {

    @TempDir
    private Path folder;

    private Path file(String permissions, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("pass"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Passphrase passphrase) {
        return new String(passphrase.copy(), StandardCharsets.ISO_8859_1);
    }

    private byte[] read(String content) throws IOException {
        return PassphraseInput.file(file("rw-------", bytes(content))).copy();
    }

    @Test
    void one_line_end_at_the_end_is_not_part_of_it() throws IOException {
        assertThat(read("horse")).isEqualTo(bytes("horse"));
        assertThat(read("horse\n")).isEqualTo(bytes("horse"));
        assertThat(read("horse\r\n")).isEqualTo(bytes("horse"));
        assertThat(read("horse\n\n")).isEqualTo(bytes("horse\n"));
        assertThat(read("horse\r")).isEqualTo(bytes("horse\r"));
        assertThat(read(" horse \n")).isEqualTo(bytes(" horse "));
    }

    @Test
    void any_bytes_are_taken_as_they_are() throws IOException {
        assertThat(read("a\u0000\u00ff\u0080b")).isEqualTo(bytes("a\u0000\u00ff\u0080b"));
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void a_file_that_others_can_read_is_refused(String permissions) throws IOException {
        var file = file(permissions, bytes("horse"));

        var failure = catchThrowableOfType(PortFailure.class, () -> PassphraseInput.file(file));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.hint()).isEqualTo("chmod 600 " + file);
    }

    @Test
    void a_file_that_only_its_owner_can_read_is_taken() throws IOException {
        assertThat(text(PassphraseInput.file(file("r--------", bytes("horse")))))
                .isEqualTo("horse");
    }

    @Test
    void a_missing_file_is_said() {
        var failure = catchThrowableOfType(PortFailure.class, () -> PassphraseInput.file(folder.resolve("nothing")));

        assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    }

    @Test
    void a_descriptor_that_is_not_open_is_said() {
        var failure = catchThrowableOfType(PortFailure.class, () -> PassphraseInput.descriptor(987));

        assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
        assertThat(failure).hasMessageContaining("987");
    }

    @Test
    void a_commands_words_are_told_apart_as_a_shell_would_without_being_one() {
        assertThat(PassphraseInput.words("pass show lab")).containsExactly("pass", "show", "lab");
        assertThat(PassphraseInput.words("  a\t b  ")).containsExactly("a", "b");
        assertThat(PassphraseInput.words("x 'two words' \"and $HOME\" ''"))
                .containsExactly("x", "two words", "and $HOME", "");
        assertThat(PassphraseInput.words("a'b c'd \"it's\"")).containsExactly("ab cd", "it's");
        assertThat(PassphraseInput.words("a;b|c")).containsExactly("a;b|c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "pass 'open", "pass \"open"})
    void a_command_that_is_none_is_refused(String line) {
        var failure = catchThrowableOfType(PortFailure.class, () -> PassphraseInput.words(line));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void what_a_command_prints_is_the_passphrase() {
        assertThat(text(PassphraseInput.command("printf 'two words\\n'", new ChildPrograms())))
                .isEqualTo("two words");
    }

    @Test
    void a_command_that_fails_is_said_with_its_words_and_without_its_output() {
        var failure = catchThrowableOfType(
                PortFailure.class,
                () -> PassphraseInput.command(
                        "sh -c 'echo secret; echo no such entry >&2; exit 3'", new ChildPrograms()));

        assertThat(failure).hasMessageContaining("code 3").hasMessageContaining("no such entry");
        assertThat(failure).message().doesNotContain("secret");
    }

    @Test
    void a_command_that_is_not_there_is_said() {
        var failure = catchThrowableOfType(
                PortFailure.class, () -> PassphraseInput.command("no-such-program-here", new ChildPrograms()));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_INSTALLED);
    }
}
