package io.tazpod.domain.vault.seal;

import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Gets the cipher compiled in the background, while the operator still types or the archive is being packed.
///
/// AES-GCM is fast only in compiled code, and one call over a whole vault is never compiled: it has begun in
/// the interpreter and stays there, at 65 MB/s. A few calls before it change that, if the compiler is told
/// not to wait for thousands of them, and to leave alone whatever else would queue up before them. The
/// launcher says so (crypto.jvm, crypto.json).
///
/// 60 MiB in a fresh process on two cores, opened: 940 ms without, 40 with both; the derivation of the key
/// beside it 44.
public final class CryptoWarmUp {

    private static final int ROUNDS = 30;

    // Each size takes another branch of the JDK's code, and what no warm-up took is left out of the compiled
    // code: one block of the parallel path, above a chunk of its counter mode, above a part of its split.
    private static final int SMALL = 8 << 10;
    private static final int MIDDLE = 120 << 10;
    private static final int LARGE = (1 << 20) + MIDDLE;

    /// Enough for the digest to be compiled; a fiftieth of a derivation.
    private static final int KEY_ROUNDS = 2_000;

    private final Thread thread;

    private CryptoWarmUp(Runnable work) {
        this.thread = Thread.ofPlatform().daemon().name("crypto-warm-up").unstarted(work);
    }

    /// Starts the warm-up of [V1Seal]'s sealing in the background and returns at once. Calling it is never
    /// needed for a right result.
    public static CryptoWarmUp startSealing() {
        return start(() -> run(Cipher.ENCRYPT_MODE));
    }

    /// As [#startSealing], for the opening.
    public static CryptoWarmUp startOpening() {
        return start(() -> run(Cipher.DECRYPT_MODE));
    }

    /// As [#startSealing], for the key derivation of an unlock.
    public static CryptoWarmUp startKeyDerivation() {
        return start(CryptoWarmUp::derive);
    }

    private static CryptoWarmUp start(Runnable work) {
        var warmUp = new CryptoWarmUp(work);
        warmUp.thread.start();
        return warmUp;
    }

    private static void derive() {
        byte[] _ = Pbkdf2.derive(new byte[] {1}, new byte[V1Seal.SALT], KEY_ROUNDS);
    }

    /// Waits until it is over, at most so long: worth it before a large vault is opened, for that is one
    /// call.
    public void await(Duration limit) {
        try {
            thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(int mode) {
        try {
            // of no use to anybody: zeros, and what comes of them is thrown away
            var key = new SecretKeySpec(new byte[32], "AES");
            var in = new byte[LARGE];
            var out = new byte[LARGE + 16];
            for (int round = 0; round < ROUNDS; round++) {
                run(mode, key, round, in, out);
            }
        } catch (GeneralSecurityException e) {
            // then it fails again where it matters, and is told there
            return;
        }
    }

    private static void run(int mode, SecretKeySpec key, int round, byte[] in, byte[] out)
            throws GeneralSecurityException {
        var nonce = new byte[] {(byte) round, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        try {
            cipher.doFinal(in, 0, size(round), out, 0);
        } catch (AEADBadTagException e) {
            // zeros are nobody's seal; all of them were deciphered before that was found
            return;
        }
    }

    private static int size(int round) {
        return round % 10 == 9 ? LARGE : round % 3 == 2 ? MIDDLE : SMALL;
    }
}
