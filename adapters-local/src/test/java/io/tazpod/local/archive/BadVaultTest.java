package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.archive.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged, hostile and merely unusual vaults; the verdicts and their reasons are in
/// `docs/decisions/archive-verdicts.md`.
class BadVaultTest {

    private static final Limits LIMITS = Limits.ofEnclave(64 << 20);
    private static final List<String> LARGE = List.of("bomb-4g", "files-200k");

    @TempDir
    Path temp;

    static Stream<Fixture> vaults() {
        return Fixture.all("bad").filter(fixture -> !LARGE.contains(fixture.name()));
    }

    @ParameterizedTest
    @MethodSource("vaults")
    void each_gets_its_verdict_and_nothing_is_written_elsewhere(Fixture fixture) throws IOException {
        fixture.require();
        var before = fixture.bytes();
        var enclave = new Enclave(Files.createDirectory(temp.resolve("enclave")));

        var verdict = enclave.open(before, fixture.passphrase(), LIMITS);

        assertThat(verdict.accepted()).as(verdict.sentence()).isEqualTo(fixture.isAccepted());
        assertThat(enclave.children().isEmpty() || verdict.accepted()).isTrue();
        assertThat(enclave.root().resolve(".tazpod-staging")).doesNotExist();
        assertThat(verdict.sentence()).isNotBlank();
        try (var beside = Files.list(temp)) {
            assertThat(beside).containsExactly(enclave.root());
        }
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    private Enclave opened(String name) throws IOException {
        var fixture = Fixture.one("bad", name);
        fixture.require();
        var enclave = new Enclave(temp);
        assertThat(enclave.open(fixture.bytes(), fixture.passphrase(), LIMITS).accepted())
                .isTrue();
        return enclave;
    }

    @Test
    void of_a_file_that_comes_twice_the_last_is_taken() throws IOException {
        assertThat(opened("tar-duplicates").place("a")).hasContent("3\n");
    }

    @Test
    void the_extra_bits_of_modes_are_dropped() throws IOException {
        var enclave = opened("tar-setgid-sticky");

        assertThat(enclave.mode("sg")).isEqualTo(0755);
        assertThat(enclave.mode("st")).isEqualTo(0777);
    }

    @Test
    void true_links_are_kept_wherever_they_lead() throws IOException {
        var inside = opened("tar-symlink-inside");

        assertThat(Files.readSymbolicLink(inside.place("a"))).isEqualTo(Path.of("target"));
    }

    @Test
    void a_hard_link_becomes_a_file_of_its_own() throws IOException {
        var enclave = opened("tar-hardlink-inside");

        assertThat(enclave.place("two")).hasSameBinaryContentAs(enclave.place("one"));
        assertThat(Files.getAttribute(enclave.place("two"), "unix:nlink", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar-vault-pass", "tar-vault-pass-dir"})
    void the_cached_passphrase_stays_outside(String name) throws IOException {
        assertThat(opened(name).place(".vault_pass")).doesNotExist();
    }

    @Test
    void what_is_larger_than_the_usual_enclave_fits_a_larger_one() throws IOException {
        var fixture = Fixture.one("bad", "tar-over-64m");
        fixture.require();
        var enclave = new Enclave(temp);

        var verdict = enclave.open(fixture.bytes(), fixture.passphrase(), Limits.ofEnclave(128 << 20));

        assertThat(verdict.accepted()).isTrue();
        assertThat(enclave.archive().survey().extent().bytes()).isGreaterThan(70 << 20);
    }

    @Test
    void a_bomb_is_refused_early_and_in_little_memory() throws Exception {
        var output = openedInSmallProcess("bomb-4g", temp);

        assertThat(output).startsWith("refused: the vault holds more than");
        assertThat(new Enclave(temp).children()).isEmpty();
    }

    @Test
    void very_many_files_are_taken_in_little_memory() throws Exception {
        // in memory, as in an enclave: a disk takes its time over so many
        var memory = Path.of("/dev/shm");
        var folder = Files.createTempDirectory(Files.isWritable(memory) ? memory : temp, "enclave");
        try {
            assertThat(openedInSmallProcess("files-200k", folder)).startsWith("taken: 200200");
        } finally {
            FolderTree.remove(folder);
        }
    }

    private String openedInSmallProcess(String name, Path folder) throws IOException, InterruptedException {
        var fixture = Fixture.one("bad", name);
        fixture.require();
        var process = Forked.javaWith(
                List.of("-Xmx256m"),
                OpenVault.class,
                fixture.sealed().toString(),
                fixture.text("passphrase"),
                folder.toString());
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
