package io.tazpod.domain.vault.seal;

import java.security.MessageDigest;
import java.util.Arrays;

/// What the operator types to open the vault: any bytes, also none, also such as are no text.
///
/// Wiped on close; never shown; compared in constant time.
public final class Passphrase implements AutoCloseable {

    private final byte[] bytes;
    private boolean closed;

    private Passphrase(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A passphrase of a copy of these bytes; wiping the original stays with the caller.
    public static Passphrase copyOf(byte[] bytes) {
        return new Passphrase(bytes.clone());
    }

    /// A passphrase that owns these bytes from now on, and wipes them on close.
    public static Passphrase taking(byte[] bytes) {
        return new Passphrase(bytes);
    }

    /// A copy of the bytes, for a key derivation; the caller wipes it.
    public byte[] copy() {
        return open().clone();
    }

    public int length() {
        return open().length;
    }

    public boolean isEmpty() {
        return length() == 0;
    }

    byte[] open() {
        if (closed) {
            throw new IllegalStateException("the passphrase was wiped already");
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Passphrase that && MessageDigest.isEqual(open(), that.open());
    }

    /// The same for all: a hash of the bytes would tell something about them.
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "passphrase";
    }
}
