package io.tazpod.domain.vault.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.vault.seal.Opening.Opened;
import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class V1SealPropertiesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Property(tries = 300)
    void what_was_sealed_comes_out(@ForAll byte[] payload, @ForAll @Size(V1Key.LENGTH) byte[] key) {
        var sealed = V1Seal.seal(payload, V1Key.of(key), RANDOM);

        assertThat(sealed).hasSize(payload.length + V1Seal.OVERHEAD);
        assertThat(((Opened) V1Seal.open(sealed, V1Key.of(key))).payload()).isEqualTo(payload);
    }

    @Property(tries = 300)
    void a_changed_bit_fails(
            @ForAll byte[] payload, @ForAll @Size(V1Key.LENGTH) byte[] key, @ForAll @IntRange(min = 0) int anywhere) {
        var sealed = V1Seal.seal(payload, V1Key.of(key), RANDOM);
        int bit = anywhere % (sealed.length * 8);
        sealed[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(V1Seal.open(sealed, V1Key.of(key))).isNotInstanceOf(Opened.class);
    }

    @Property(tries = 300)
    void a_prefix_fails(
            @ForAll byte[] payload, @ForAll @Size(V1Key.LENGTH) byte[] key, @ForAll @IntRange(min = 0) int anywhere) {
        var sealed = V1Seal.seal(payload, V1Key.of(key), RANDOM);
        var prefix = Arrays.copyOf(sealed, anywhere % sealed.length);

        assertThat(V1Seal.open(prefix, V1Key.of(key))).isNotInstanceOf(Opened.class);
    }
}
