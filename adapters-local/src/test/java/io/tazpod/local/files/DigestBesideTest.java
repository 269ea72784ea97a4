package io.tazpod.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.sync.Sha256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestBesideTest {

    private final DigestBeside beside = new DigestBeside();

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_536, 1_000_000, 1 << 20, (1 << 20) + 1, 3_000_000})
    void it_is_the_digest_of_all_parts_in_their_order(int part) {
        var content = random((int) Math.min(5_000_000L, part * 4001L));

        write(content, part);

        assertThat(beside.sha256()).isEqualTo(Sha256.of(content));
    }

    @Test
    void it_can_be_asked_for_on_the_way() {
        var content = random(3_000_000);

        write(Arrays.copyOf(content, 1_500_000), 700_000);
        assertThat(beside.sha256()).isEqualTo(Sha256.of(Arrays.copyOf(content, 1_500_000)));
        write(Arrays.copyOfRange(content, 1_500_000, 3_000_000), 1_400_000);

        assertThat(beside.sha256()).isEqualTo(Sha256.of(content));
    }

    @Test
    void of_nothing_it_is_that_of_nothing() {
        assertThat(beside.sha256()).isEqualTo(Sha256.of(new byte[0]));
    }

    /// As from one buffer that is filled again and again.
    private void write(byte[] content, int part) {
        var buffer = new byte[part];
        for (int at = 0; at < content.length; at += part) {
            int length = Math.min(part, content.length - at);
            System.arraycopy(content, at, buffer, 0, length);
            beside.begin(buffer, 0, length);
            beside.read(length);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
