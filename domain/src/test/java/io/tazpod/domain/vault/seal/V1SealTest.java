package io.tazpod.domain.vault.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.vault.archive.Segments;
import io.tazpod.domain.vault.seal.Opening.NotAVault;
import io.tazpod.domain.vault.seal.Opening.NotOpened;
import io.tazpod.domain.vault.seal.Opening.Opened;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V1SealTest {

    // made by Python's cryptography package and checked with the original
    private static final String KEY = "ef8970894e11c302383e9d31b220979179c2e8964100f3a99a52cdc7ce6f9f77";
    private static final String BOX = "e5a0bbc502ec6c524fa94ce42d2518f5fc8c96efbac1b006d4842545";
    private static final byte[] SALT = Pbkdf2Test.counting(32);
    private static final byte[] NONCE = HexFormat.of().parseHex("202122232425262728292a2b");
    private static final byte[] FILE = HexFormat.of()
            .parseHex(HexFormat.of().formatHex(SALT) + HexFormat.of().formatHex(NONCE) + BOX);
    private static final byte[] HELLO = "hello vault\n".getBytes(UTF_8);

    private static Passphrase passphrase() {
        return Passphrase.copyOf("correct horse battery staple".getBytes(UTF_8));
    }

    private static V1Key key() {
        return V1Key.of(HexFormat.of().parseHex(HexFormat.of().formatHex(SALT) + KEY));
    }

    @Test
    void the_passphrase_gives_the_known_key() {
        assertThat(V1Seal.derive(passphrase(), SALT)).isEqualTo(key());
    }

    @Test
    void the_known_file_opens_with_the_passphrase() {
        assertThat(V1Seal.open(FILE, passphrase())).isInstanceOfSatisfying(Opened.class, opened -> {
            assertThat(opened.payload()).isEqualTo(HELLO);
            assertThat(opened.key()).isEqualTo(key());
        });
    }

    @Test
    void the_known_file_is_what_sealing_gives() {
        assertThat(V1Seal.seal(Segments.of(HELLO), key(), NONCE)).isEqualTo(FILE);
    }

    @Test
    void each_seal_has_a_nonce_of_its_own() {
        var random = new SecureRandom();

        var first = V1Seal.seal(HELLO, key(), random);
        var second = V1Seal.seal(HELLO, key(), random);

        assertThat(Arrays.copyOfRange(first, 32, 44)).isNotEqualTo(Arrays.copyOfRange(second, 32, 44));
    }

    @Test
    void a_new_key_has_a_salt_of_its_own() {
        var random = new SecureRandom();

        assertThat(V1Seal.newKey(passphrase(), random)).isNotEqualTo(V1Seal.newKey(passphrase(), random));
    }

    @Test
    void a_wrong_passphrase_opens_nothing() {
        assertThat(V1Seal.open(FILE, Passphrase.copyOf("correct horse".getBytes(UTF_8))))
                .isEqualTo(new NotOpened());
    }

    @Test
    void every_changed_bit_is_noticed() {
        for (int bit = 0; bit < FILE.length * 8; bit++) {
            var changed = FILE.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(V1Seal.open(changed, key())).as("bit %d", bit).isEqualTo(new NotOpened());
        }
    }

    @Test
    void every_shorter_file_is_noticed() {
        for (int length = 0; length < FILE.length; length++) {
            var cut = Arrays.copyOf(FILE, length);

            var expected = length < 60 ? new NotAVault(length) : new NotOpened();
            assertThat(V1Seal.open(cut, key())).isEqualTo(expected);
        }
    }

    @Test
    void a_byte_too_many_is_noticed() {
        assertThat(V1Seal.open(Arrays.copyOf(FILE, FILE.length + 1), key())).isEqualTo(new NotOpened());
    }

    @Test
    void a_key_of_another_salt_does_not_open_it() {
        var other = key().bytes();
        other[0] ^= 1;

        assertThat(V1Seal.open(FILE, V1Key.of(other))).isEqualTo(new NotOpened());
    }

    @Test
    void opening_leaves_the_callers_key_alone() {
        var mine = key();

        var opened = (Opened) V1Seal.open(FILE, mine);
        opened.key().close();

        assertThat(mine).isEqualTo(key());
    }

    @Test
    void the_key_survives_the_sessions_file() {
        assertThat(V1Key.of(key().bytes())).isEqualTo(key());
        assertThat(key().toString()).doesNotContainIgnoringCase(KEY.substring(0, 8));
    }

    @Test
    void a_closed_key_is_of_no_use() {
        var key = key();
        key.close();

        assertThatThrownBy(key::bytes).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void a_key_of_another_length_is_none(int length) {
        assertThatThrownBy(() -> V1Key.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_warm_up_does_no_harm() {
        CryptoWarmUp.startSealing().await(Duration.ofSeconds(10));
        CryptoWarmUp.startOpening().await(Duration.ofSeconds(10));

        assertThat(V1Seal.open(FILE, key())).isInstanceOf(Opened.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void sealing_in_slices_is_sealing(int length) {
        var payload = Pbkdf2Test.counting(length);

        var sealed = V1Seal.seal(Segments.of(payload), key(), NONCE);

        assertThat(sealed).hasSize(length + V1Seal.OVERHEAD);
        assertThat(((Opened) V1Seal.open(sealed, key())).payload()).isEqualTo(payload);
    }
}
