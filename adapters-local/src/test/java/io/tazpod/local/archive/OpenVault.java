package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The whole of an opening, for a process of its own: vault file, passphrase, folder.
final class OpenVault {

    private OpenVault() {}

    public static void main(String[] args) throws IOException {
        var enclave = new Enclave(Path.of(args[2]));
        var verdict = enclave.open(
                Files.readAllBytes(Path.of(args[0])),
                Passphrase.copyOf(args[1].getBytes(UTF_8)),
                Limits.ofEnclave(64 << 20));
        System.out.println(
                verdict.accepted()
                        ? "taken: "
                                + enclave.archive().pack().manifest().marks().size()
                        : "refused: " + verdict.sentence());
    }
}
