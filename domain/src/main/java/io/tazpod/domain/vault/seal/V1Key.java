package io.tazpod.domain.vault.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/// The key that a passphrase gives with one salt. It is kept while the vault is open, in the passphrase's
/// place: saving anew with the same salt and a fresh nonce is safe, and the original reads it.
///
/// Wiped on close; never shown; compared in constant time.
public final class V1Key implements AutoCloseable {

    /// Bytes of [#bytes()].
    public static final int LENGTH = V1Seal.SALT + V1Seal.KEY;

    private final byte[] saltAndKey;
    private boolean closed;

    private V1Key(byte[] saltAndKey) {
        this.saltAndKey = saltAndKey;
    }

    /// The key of a copy of what [#bytes()] gave.
    public static V1Key of(byte[] saltAndKey) {
        if (saltAndKey.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a v1 key has " + LENGTH + " bytes of salt and key, not " + saltAndKey.length);
        }
        return new V1Key(saltAndKey.clone());
    }

    static V1Key of(byte[] salt, byte[] key) {
        Objects.checkFromIndexSize(0, V1Seal.SALT, salt.length);
        var both = Arrays.copyOf(salt, LENGTH);
        System.arraycopy(key, 0, both, V1Seal.SALT, V1Seal.KEY);
        return new V1Key(both);
    }

    /// Salt, then key; for the session's file. The caller wipes it.
    public byte[] bytes() {
        return open().clone();
    }

    byte[] salt() {
        return Arrays.copyOf(open(), V1Seal.SALT);
    }

    /// A copy that the caller wipes.
    byte[] key() {
        return Arrays.copyOfRange(open(), V1Seal.SALT, LENGTH);
    }

    /// Whether a vault file was sealed under this key's salt; only then can the key open it.
    public boolean fits(byte[] sealed) {
        return sealed.length >= V1Seal.SALT && Arrays.equals(sealed, 0, V1Seal.SALT, open(), 0, V1Seal.SALT);
    }

    /// Whether this passphrase gives this key.
    public boolean isOf(Passphrase passphrase) {
        try (var derived = V1Seal.derive(passphrase, salt())) {
            return equals(derived);
        }
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the key was wiped already");
        }
        return saltAndKey;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(saltAndKey, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof V1Key that && MessageDigest.isEqual(open(), that.open());
    }

    /// The same for all: a hash of the key would tell something about it.
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "v1 key";
    }
}
