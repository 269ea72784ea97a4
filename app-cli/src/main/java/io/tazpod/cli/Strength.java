package io.tazpod.cli;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.tazpod.domain.vault.seal.Passphrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Judges a new passphrase, and proposes better ones.
final class Strength {

    /// What a v1 vault should have: its key derivation lets 100 GPUs try 2^40 guesses in a day and a
    /// half.
    private static final double WANTED_BITS = 60;
    /// zxcvbn's time grows with the square; what is longer than this is strong or repeats itself.
    private static final int LOOKED_AT = 64;
    private static final double LOG10_TO_BITS = Math.log(10) / Math.log(2);

    private final SecureRandom random;

    Strength(SecureRandom random) {
        this.random = random;
    }

    /// A sentence when it is weak.
    Optional<String> warning(Passphrase passphrase) {
        var bytes = passphrase.copy();
        var chars = new char[Math.min(bytes.length, LOOKED_AT)];
        try {
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) (bytes[i] & 0xff);
            }
            double bits = new Zxcvbn().measure(CharBuffer.wrap(chars)).getGuessesLog10() * LOG10_TO_BITS;
            return bits >= WANTED_BITS
                    ? Optional.empty()
                    : Optional.of("weak passphrase (about " + Math.round(bits)
                            + " bits): whoever gets the vault file can try billions; six random words are better");
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(chars, '\0');
        }
    }

    /// Six words of EFF's long list: 77 bits.
    String sixWords() {
        var words = words();
        return String.join(
                " ", random.ints(6, 0, words.size()).mapToObj(words::get).toList());
    }

    private static List<String> words() {
        try (InputStream in = Strength.class.getResourceAsStream("eff-large-wordlist.txt")) {
            if (in == null) {
                throw new IllegalStateException("the word list is not in the distribution");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the word list can't be read", unreadable);
        }
    }
}
