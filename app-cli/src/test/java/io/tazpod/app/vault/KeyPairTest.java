package io.tazpod.app.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.app.vault.VaultEnvironment.KeyPair;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPairTest {

    @Test
    void its_bytes_are_read_back() {
        var plain = new KeyPair("AKIA", "se/cret+", Optional.empty());
        var temporary = new KeyPair("ASIA", "secret", Optional.of("to=ken"));

        assertThat(KeyPair.of(plain.bytes())).contains(plain);
        assertThat(KeyPair.of(temporary.bytes())).contains(temporary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id", "id\nsecret", "\nsecret\n", "id\n\n", "id\nsecret\ntoken\nmore"})
    void anything_else_is_none(String text) {
        assertThat(KeyPair.of(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void it_does_not_show_its_secret() {
        assertThat(new KeyPair("AKIA", "hidden", Optional.of("hidden"))).hasToString("key pair");
    }
}
