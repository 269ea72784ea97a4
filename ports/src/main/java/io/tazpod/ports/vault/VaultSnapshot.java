package io.tazpod.ports.vault;

import io.tazpod.domain.sync.Sha256;
import io.tazpod.ports.store.Payload;
import java.util.Optional;

/// The vault file as it was when it was opened: a save meanwhile does not change what is read.
public interface VaultSnapshot extends Payload, AutoCloseable {

    Sha256 sha256();

    @Override
    default Optional<Sha256> digest() {
        return Optional.of(sha256());
    }

    @Override
    void close();
}
