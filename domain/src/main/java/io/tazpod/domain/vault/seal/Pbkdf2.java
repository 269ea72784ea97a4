package io.tazpod.domain.vault.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// PBKDF2-HMAC-SHA256 of one block (RFC 8018). The JDK's own takes the passphrase as characters, which leaves
/// out every byte string that is not UTF-8.
final class Pbkdf2 {

    private static final int DIGEST = 32;

    private Pbkdf2() {}

    /// @return 32 bytes, to be wiped by the caller
    static byte[] derive(byte[] passphrase, byte[] salt, int rounds) {
        // an HMAC key is filled up with zeros, so this is the empty one, which SecretKeySpec won't take
        var key = passphrase.length == 0 ? new byte[1] : passphrase;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return firstBlock(mac, salt, rounds);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] firstBlock(Mac mac, byte[] salt, int rounds) throws GeneralSecurityException {
        mac.update(salt);
        mac.update(new byte[] {0, 0, 0, 1});
        var u = mac.doFinal();
        var sum = u.clone();
        for (int round = 1; round < rounds; round++) {
            next(mac, u, sum);
        }
        Arrays.fill(u, (byte) 0);
        return sum;
    }

    // one round a call: a method is compiled sooner than a loop that never ends
    private static void next(Mac mac, byte[] u, byte[] sum) throws GeneralSecurityException {
        mac.update(u);
        mac.doFinal(u, 0);
        for (int i = 0; i < DIGEST; i++) {
            sum[i] ^= u[i];
        }
    }
}
