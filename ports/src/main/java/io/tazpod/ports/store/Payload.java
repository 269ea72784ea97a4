package io.tazpod.ports.store;

import io.tazpod.domain.sync.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Content to be stored: it can be opened more than once, and gives the same bytes each time.
public interface Payload {

    long size();

    InputStream open() throws IOException;

    /// The content's digest, where it is known already: a store may then compare what arrives with it.
    default Optional<Sha256> digest() {
        return Optional.empty();
    }

    static Payload of(byte[] content) {
        var owned = content.clone();
        return new Payload() {
            @Override
            public long size() {
                return owned.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(owned);
            }
        };
    }
}
