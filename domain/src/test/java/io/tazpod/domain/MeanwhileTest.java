package io.tazpod.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MeanwhileTest {

    @Test
    void what_was_worked_out_comes_out() {
        assertThat(Meanwhile.run(() -> "done").get()).isEqualTo("done");
    }

    @Test
    void what_was_thrown_comes_out_errors_too() {
        var failed = Meanwhile.run(() -> {
            throw new IllegalArgumentException("no");
        });
        var full = Meanwhile.run(() -> {
            throw new OutOfMemoryError("full");
        });

        assertThatThrownBy(failed::get).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(full::get).isInstanceOf(OutOfMemoryError.class);
    }
}
