package io.tazpod.domain.vault.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PassphraseTest {

    @Test
    void it_is_not_shown() {
        try (var passphrase = Passphrase.copyOf("hunter2".getBytes(UTF_8))) {
            assertThat(passphrase.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void closing_wipes_the_bytes_that_it_took() {
        var bytes = "hunter2".getBytes(UTF_8);

        Passphrase.taking(bytes).close();

        assertThat(bytes).containsOnly(0);
    }

    @Test
    void closing_leaves_the_callers_bytes_when_it_copied_them() {
        var bytes = "hunter2".getBytes(UTF_8);

        Passphrase.copyOf(bytes).close();

        assertThat(bytes).isEqualTo("hunter2".getBytes(UTF_8));
    }

    @Test
    void after_closing_it_is_of_no_use() {
        var passphrase = Passphrase.copyOf(new byte[1]);
        passphrase.close();

        assertThatThrownBy(passphrase::copy).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_equals_the_same_bytes_only() {
        var one = Passphrase.copyOf(new byte[] {1, 0, -1});

        assertThat(one).isEqualTo(Passphrase.copyOf(new byte[] {1, 0, -1}));
        assertThat(one).hasSameHashCodeAs(Passphrase.copyOf(new byte[] {1, 0, -1}));
        assertThat(one).isNotEqualTo(Passphrase.copyOf(new byte[] {1, 0}));
    }

    @Test
    void it_may_be_empty() {
        assertThat(Passphrase.copyOf(new byte[0]).isEmpty()).isTrue();
    }
}
