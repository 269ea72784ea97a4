package io.tazpod.ports.enclave;

import io.tazpod.domain.vault.archive.Extent;
import io.tazpod.domain.vault.seal.V1Key;
import java.util.Optional;

/// What stays in RAM while the vault is open. Never the passphrase.
///
/// @param key opens and seals this vault; closed by whoever holds the session
/// @param contentHash canonical hash of what the vault held when it was last opened or saved,
/// hexadecimal
/// @param extent how much that was
/// @param vaultFile SHA-256 of the vault file that this content came from or went to, hexadecimal;
/// empty for a new vault
///     that was never saved
public record Session(V1Key key, String contentHash, Extent extent, Optional<String> vaultFile)
        implements AutoCloseable {

    @Override
    public void close() {
        key.close();
    }
}
