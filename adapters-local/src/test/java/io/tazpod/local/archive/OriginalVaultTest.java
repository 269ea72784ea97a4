package io.tazpod.local.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.ports.vault.SecretsArchive.Unpacking.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Vaults that the original made, and an independent reader for those that we make.
class OriginalVaultTest {

    private static final Limits LIMITS = Limits.ofEnclave(64 << 20);

    @TempDir
    Path temp;

    static Stream<Fixture> vaults() {
        return Fixture.all("v1");
    }

    /// What has to come out: all but the cached passphrase and the links whose targets the original lost.
    private static List<Fixture.Row> expected(Fixture fixture) {
        return fixture.rows().stream()
                .filter(row -> !row.type().equals("symlink"))
                .filter(row -> !row.path().equals(EntryName.ofText(".vault_pass")))
                .sorted(Comparator.comparing(Fixture.Row::path))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vaults")
    void a_vault_of_the_original_opens_to_what_is_in_it(Fixture fixture) throws IOException {
        fixture.require();
        var enclave = new Enclave(temp);

        var verdict = enclave.open(fixture.bytes(), fixture.passphrase(), LIMITS);

        assertThat(verdict.accepted()).as(verdict.sentence()).isTrue();
        assertThat(enclave.rows()).isEqualTo(expected(fixture));
    }

    @Test
    void the_links_that_the_original_lost_are_told_of_once() throws IOException {
        var fixture = Fixture.one("v1", "symlinks");
        fixture.require();

        var verdict = new Enclave(temp).open(fixture.bytes(), fixture.passphrase(), LIMITS);

        assertThat(verdict.sentence()).containsOnlyOnce("left out").contains("abs-link", "dir/up-link");
    }

    @ParameterizedTest
    @MethodSource("vaults")
    void what_we_make_of_it_is_read_by_an_independent_reader(Fixture fixture) throws Exception {
        fixture.require();
        IndependentReader.require();
        var enclave = new Enclave(temp);
        enclave.open(fixture.bytes(), fixture.passphrase(), LIMITS);

        assertThat(IndependentReader.rows(enclave.archive().pack().payload().joined()))
                .isEqualTo(expected(fixture));
    }

    @Test
    void names_and_targets_of_any_bytes_and_lengths_are_read_by_it_too() throws Exception {
        IndependentReader.require();
        var enclave = new Enclave(temp);
        Files.createSymbolicLink(temp.resolve("link"), FileNames.path("../\u00ff//x y/" + "t".repeat(120)));
        for (int length : new int[] {1, 99, 100, 101, 155, 200, 255}) {
            var name = FileNames.path("\u00e9" + "n".repeat(length - 1));
            Files.createDirectory(temp.resolve(name));
            Files.writeString(temp.resolve(name).resolve(name), "x");
        }

        assertThat(IndependentReader.rows(enclave.archive().pack().payload().joined()))
                .isEqualTo(enclave.rows());
    }

    @Test
    void what_it_reads_is_what_we_put_down_again() throws Exception {
        var enclave = new Enclave(Files.createDirectory(temp.resolve("one")));
        var again = new Enclave(Files.createDirectory(temp.resolve("two")));
        Files.createSymbolicLink(enclave.place("link"), FileNames.path("../\u00ff//x y/" + "t".repeat(120) + "/"));
        Files.createSymbolicLink(enclave.place("absolute"), FileNames.path("/caf\u00e9//x"));
        enclave.write("plain", "x");

        var packed = enclave.archive().pack();
        try (var staged = ((Ready) again.archive().unpack(packed.payload().joined(), LIMITS)).staged()) {
            staged.promote();
        }

        assertThat(again.archive().survey()).isEqualTo(packed.manifest());
    }
}
