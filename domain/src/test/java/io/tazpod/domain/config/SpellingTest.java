package io.tazpod.domain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> VERBS = List.of("enter", "init", "up", "down", "unlock", "lock", "status");

    @ParameterizedTest
    @CsvSource({
        "unlcok, unlock",
        "unlok, unlock",
        "unllock, unlock",
        "stauts, status",
        "STATUS, status",
        "lokc, lock",
        "dwn, down",
        "u, up"
    })
    void a_slip_of_the_fingers_is_understood(String typed, String meant) {
        assertThat(Spelling.nearest(typed, VERBS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"vpn", "completely-else", "statistics", "''"})
    void another_word_is_left_alone(String typed) {
        assertThat(Spelling.nearest(typed, List.of("enter", "init", "status"))).isEmpty();
    }

    @Test
    void nothing_is_near_to_nothing() {
        assertThat(Spelling.nearest("lock", List.of())).isEmpty();
    }
}
