package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SegmentsTest {

    private final Segments segments = new Segments(List.of(new byte[] {1, 2}, new byte[0], new byte[] {3}));

    @Test
    void joined_they_are_one_after_another() {
        assertThat(segments.length()).isEqualTo(3);
        assertThat(segments.joined()).containsExactly(1, 2, 3);
    }

    @Test
    void are_compared_by_their_bytes() {
        assertThat(segments.hasBytes(new byte[] {1, 2, 3})).isTrue();
        assertThat(segments.hasBytes(new byte[] {1, 2, 4})).isFalse();
        assertThat(segments.hasBytes(new byte[] {0, 2, 3})).isFalse();
        assertThat(segments.hasBytes(new byte[] {1, 2})).isFalse();
        assertThat(segments.hasBytes(new byte[] {1, 2, 3, 0})).isFalse();
    }

    @Test
    void wiped_they_are_zeros() {
        segments.wipe();

        assertThat(segments.joined()).containsOnly(0);
    }
}
