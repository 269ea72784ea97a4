package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The reader in Python that lies with the fixtures.
final class IndependentReader {

    private static final byte[] PASSPHRASE = "for the reader".getBytes(UTF_8);

    private IndependentReader() {}

    static void require() throws IOException, InterruptedException {
        Requirement.met(Fixture.home().isPresent(), "fixtures", "no fixtures, and so no read_v1.py");
        Requirement.met(hasPython(), "python", "no python3 with the cryptography package: pip install cryptography");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            var process = new ProcessBuilder("python3", "-c", "import cryptography")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Seals the payload, has it opened and listed.
    static List<Fixture.Row> rows(byte[] payload) throws IOException, InterruptedException {
        var file = Files.createTempFile("vault", ".aes");
        var listing = Files.createTempFile("vault", ".json");
        try (var passphrase = Passphrase.copyOf(PASSPHRASE);
                var key = V1Seal.newKey(passphrase, new SecureRandom())) {
            Files.write(file, V1Seal.seal(payload, key, new SecureRandom()));
            var reader = Fixture.home().orElseThrow().resolve("read_v1.py");
            var process = new ProcessBuilder("python3", reader.toString(), file.toString())
                    .redirectOutput(listing.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(PASSPHRASE);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return Fixture.listing(Files.readString(listing));
        } finally {
            Files.delete(file);
            Files.delete(listing);
        }
    }
}
