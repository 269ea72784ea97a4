package io.tazpod.ports.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Content to be stored: it can be opened more than once, and gives the same bytes each time.
public interface Payload {

    long size();

    InputStream open() throws IOException;

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
