package io.tazpod.domain.vault.seal;

import io.tazpod.domain.vault.archive.Segments;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.IntConsumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The seal of the original, byte for byte: `salt[32] nonce[12] ciphertext tag[16]`, AES-256-GCM without
/// additional data, the key from PBKDF2-HMAC-SHA256 over the passphrase's bytes.
public final class V1Seal {

    public static final int SALT = 32;
    /// Bytes that sealing adds.
    public static final int OVERHEAD = 60;

    static final int KEY = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    // a call begun in the interpreter stays there, so each should be short; opening gives no choice, it is
    // one call
    private static final int SLICE = 64 << 10;
    // what the original uses; fewer than is advised today, but part of the format
    private static final int ROUNDS = 100_000;

    private V1Seal() {}

    /// @param salt 32 bytes: of the file that is to be opened, or fresh random ones for a new vault
    public static V1Key derive(Passphrase passphrase, byte[] salt) {
        if (salt.length != SALT) {
            throw new IllegalArgumentException("a v1 salt has " + SALT + " bytes, not " + salt.length);
        }
        var key = Pbkdf2.derive(passphrase.open(), salt, ROUNDS);
        try {
            return V1Key.of(salt, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// A key under a new random salt: for a new vault, or a new passphrase.
    public static V1Key newKey(Passphrase passphrase, SecureRandom random) {
        return derive(passphrase, fresh(random, SALT));
    }

    public static Opening open(byte[] sealed, Passphrase passphrase) {
        if (sealed.length < OVERHEAD) {
            return new Opening.NotAVault(sealed.length);
        }
        return opened(sealed, derive(passphrase, Arrays.copyOf(sealed, SALT)), new byte[sealed.length - OVERHEAD]);
    }

    /// As with a passphrase. A key of another salt does not open the file, even of the same passphrase.
    ///
    /// @param key stays the caller's; an [Opening.Opened] holds its own copy
    public static Opening open(byte[] sealed, V1Key key) {
        if (sealed.length < OVERHEAD) {
            return new Opening.NotAVault(sealed.length);
        }
        return open(sealed, key, new byte[sealed.length - OVERHEAD]);
    }

    /// As [#open(byte[], V1Key)].
    ///
    /// @param room becomes the payload: of its length, which is [#OVERHEAD] less than the file's
    public static Opening open(byte[] sealed, V1Key key, byte[] room) {
        return key.fits(sealed) ? opened(sealed, V1Key.of(key.bytes()), room) : new Opening.NotOpened();
    }

    private static Opening opened(byte[] sealed, V1Key key, byte[] room) {
        try {
            var nonce = new GCMParameterSpec(TAG_BITS, sealed, SALT, NONCE);
            int start = SALT + NONCE;
            cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, start, sealed.length - start, room, 0);
            return new Opening.Opened(key, room);
        } catch (AEADBadTagException e) {
            key.close();
            return new Opening.NotOpened();
        } catch (GeneralSecurityException e) {
            key.close();
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// The whole vault file, under a fresh nonce.
    public static byte[] seal(byte[] payload, V1Key key, SecureRandom random) {
        return seal(Segments.of(payload), key, nonce(random));
    }

    static byte[] seal(Segments payload, V1Key key, byte[] nonce) {
        var sealed = new byte[Math.addExact(payload.length(), OVERHEAD)];
        seal(payload, key, nonce, sealed, _ -> {});
        return sealed;
    }

    /// @param reached is told from time to time how many bytes are final
    static void seal(Segments payload, V1Key key, byte[] nonce, byte[] sealed, IntConsumer reached) {
        System.arraycopy(key.salt(), 0, sealed, 0, SALT);
        System.arraycopy(nonce, 0, sealed, SALT, NONCE);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            int to = SALT + NONCE;
            for (var part : payload.parts()) {
                for (int from = 0; from < part.length; from += SLICE) {
                    to += cipher.update(part, from, Math.min(SLICE, part.length - from), sealed, to);
                }
                reached.accept(to);
            }
            cipher.doFinal(sealed, to);
            reached.accept(sealed.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    static byte[] nonce(SecureRandom random) {
        return fresh(random, NONCE);
    }

    private static Cipher cipher(int mode, V1Key key, GCMParameterSpec nonce) throws GeneralSecurityException {
        var bytes = key.key();
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(bytes, "AES"), nonce);
            return cipher;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] fresh(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
