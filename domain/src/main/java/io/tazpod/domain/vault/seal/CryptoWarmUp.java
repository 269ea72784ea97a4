package io.tazpod.domain.vault.seal;

import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Gets the cipher compiled in the background, while the operator still types or the archive is being packed.
///
/// AES-GCM is fast only in compiled code, and one call over a whole vault is never compiled: it has begun in
/// the interpreter and stays there, at 65 MB/s. Many small calls before it change that, if the compiler is
/// told not to wait for thousands of them. The launcher says so for the cipher alone, with
/// `-XX:CompileCommand=quiet` and `-XX:CompileCommand=CompileThresholdScaling,CLASS::*,0.01` for the CLASSes
/// `com.sun.crypto.provider.GaloisCounterMode*`, `….GCTR`, `….GHASH` and `….CounterMode`.
///
/// 60 MiB in a fresh process on two cores, sealed and opened: 910 and 940 ms without either, 130 and 250 with
/// the options, 55 and 85 with both.
public final class CryptoWarmUp {

    /// With the options the compiler acts at 150; without them this is over soon all the same.
    private static final int ROUNDS = 400;
    private static final int PIECE = 4 << 10;

    /// Enough for the digest to be compiled; a fiftieth of a derivation.
    private static final int KEY_ROUNDS = 2_000;

    private final Thread thread;

    private CryptoWarmUp(Runnable work) {
        this.thread = Thread.ofPlatform().daemon().name("crypto-warm-up").unstarted(work);
    }

    /// Starts the warm-up in the background and returns at once. Calling it is never needed for a right
    /// result.
    public static CryptoWarmUp start() {
        var warmUp = new CryptoWarmUp(CryptoWarmUp::run);
        warmUp.thread.start();
        return warmUp;
    }

    /// As [#start], for the key derivation of an unlock.
    public static CryptoWarmUp startKeyDerivation() {
        var warmUp = new CryptoWarmUp(CryptoWarmUp::derive);
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

    private static void run() {
        try {
            // of no use to anybody: it seals zeros that are thrown away
            var key = new SecretKeySpec(new byte[32], "AES");
            var plain = new byte[PIECE];
            for (int round = 0; round < ROUNDS; round++) {
                var nonce = new GCMParameterSpec(
                        128, new byte[] {(byte) (round >> 8), (byte) round, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                var sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain);
                run(Cipher.DECRYPT_MODE, key, nonce, sealed);
            }
        } catch (GeneralSecurityException e) {
            // then it fails again where it matters, and is told there
            return;
        }
    }

    private static byte[] run(int mode, SecretKeySpec key, GCMParameterSpec nonce, byte[] in)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, nonce);
        return cipher.doFinal(in);
    }
}
