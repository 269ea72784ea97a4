package io.tazpod.domain.vault.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known answers from Python's hashlib, for what the JDK's own derivation can't take as well.
class Pbkdf2Test {

    @ParameterizedTest(name = "passphrase {0}")
    @CsvSource({
        "'', 558d0ef50fb0b917435bdf66547c5c1be4bdcef4e50bebfaac5385e56d254a45",
        "610062, 054d7d4b4129f9ea15d765f7717fe72d0350324071e48e52b169f0e84d2f8640",
        "fffe, d0ac8cc5347417cc97f4a4298ae1efc4c4764721c65bf163ae368dcc9544ead5",
        "70c3a07373c3a8e282ac, dc53aeced88d1320688f8cb7384b6d7574bd7a271a33770a5cf4ef0b51535157",
    })
    void derives_the_key_that_python_derives(String passphrase, String key) {
        assertThat(derived(HexFormat.of().parseHex(passphrase))).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({
        "64, e0286b26497d1c71aa29c359f157606f3357ad7581cea180f89ecd3e847cd43c",
        "65, b572195ea01e3e645d05096a7e48eb30309a63d5994b94d670dc12fac7008868",
    })
    void derives_it_on_both_sides_of_the_hash_block(int length, String key) {
        assertThat(derived("x".repeat(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(key);
    }

    private static String derived(byte[] passphrase) {
        return HexFormat.of().formatHex(Pbkdf2.derive(passphrase, counting(32), 100_000));
    }

    static byte[] counting(int count) {
        var bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }
}
