package io.tazpod.domain.vault.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.vault.archive.ParallelGzip;
import io.tazpod.domain.vault.archive.Segments;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SealingTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final V1Key key = V1Key.of(new byte[V1Seal.SALT + V1Seal.KEY]);

    @Test
    void who_follows_it_gets_the_file_and_the_file_opens() {
        var payload = severalParts();
        var sealing = new Sealing(payload, key, RANDOM);
        var followed = Meanwhile.run(() -> follow(sealing));

        var sealed = sealing.run();

        assertThat(followed.get()).isEqualTo(sealed);
        assertThat(V1Seal.open(sealed, key))
                .isInstanceOfSatisfying(
                        Opening.Opened.class,
                        opened -> assertThat(payload.hasBytes(opened.payload())).isTrue());
    }

    @Test
    void an_empty_payload_is_sealed_too() {
        var sealed = new Sealing(Segments.of(new byte[0]), key, RANDOM).run();

        assertThat(V1Seal.open(sealed, key))
                .isInstanceOfSatisfying(
                        Opening.Opened.class,
                        opened -> assertThat(opened.payload()).isEmpty());
    }

    @Test
    void who_follows_one_that_fails_does_not_wait_for_ever() {
        var closed = V1Key.of(new byte[V1Seal.SALT + V1Seal.KEY]);
        closed.close();
        var sealing = new Sealing(severalParts(), closed, RANDOM);
        var followed = Meanwhile.run(() -> follow(sealing));

        assertThatThrownBy(sealing::run).isInstanceOf(RuntimeException.class);

        assertThat(followed.get()).isEmpty();
    }

    private static byte[] follow(Sealing sealing) {
        var out = new ByteArrayOutputStream();
        int have = 0;
        for (int done = sealing.more(have); done > have; done = sealing.more(have)) {
            out.write(sealing.bytes(), have, done - have);
            have = done;
        }
        return out.toByteArray();
    }

    private static Segments severalParts() {
        var plain = new byte[5 << 20];
        new Random(1).nextBytes(plain);
        try (var gzip = new ParallelGzip(2)) {
            gzip.write(plain, 0, plain.length);
            return gzip.finish();
        }
    }
}
