package io.tazpod.cli.wiring;

import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.local.passphrase.PassphraseInput;
import io.tazpod.ports.machine.Programs;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a passphrase from where the flags point.
public final class PassphraseReading {

    private PassphraseReading() {}

    /// The first of the three that is given.
    public static Passphrase read(
            @Nullable String file, @Nullable Integer descriptor, @Nullable String command, Programs programs) {
        if (file != null) {
            return PassphraseInput.file(Path.of(file));
        }
        if (descriptor != null) {
            return PassphraseInput.descriptor(descriptor);
        }
        if (command != null) {
            return PassphraseInput.command(command, programs);
        }
        throw new IllegalArgumentException("no passphrase flag was given");
    }
}
