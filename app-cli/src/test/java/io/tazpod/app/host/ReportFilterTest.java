package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.entry.EntryFacts.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilterTest {

    private static final String REPORT = "\u001etazpod:";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ReportFilter filter = new ReportFilter(screen);

    private void write(String text) throws IOException {
        filter.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"locked, LOCKED", "missing, MISSING", "half-open, HALF_OPEN"})
    void a_report_is_kept_from_the_screen(String word, Vault state) throws IOException {
        write(REPORT + word + "\r\n");

        assertThat(filter.state()).contains(state);
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_report_may_come_byte_by_byte() throws IOException {
        for (byte b : (REPORT + "locked\n").getBytes(StandardCharsets.US_ASCII)) {
            filter.write(b);
        }

        assertThat(filter.state()).contains(Vault.LOCKED);
        assertThat(shown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"operator@lab:~$ ", "\u001b[1m$ ", "tazpod:locked\n", "\u001e other", "\u001etazpot:locked\n"})
    void a_shells_output_is_shown_at_once(String output) throws IOException {
        write(output);

        assertThat(filter.state()).isEmpty();
        assertThat(shown()).isEqualTo(output);
    }

    @Test
    void a_report_that_comes_later_is_a_shells_output() throws IOException {
        write("$ ");
        write(REPORT + "locked\n");

        assertThat(filter.state()).isEmpty();
        assertThat(shown()).isEqualTo("$ " + REPORT + "locked\n");
    }

    @Test
    void what_only_begins_like_a_report_is_shown_whole() throws IOException {
        var long_ = REPORT + "x".repeat(200);
        write(long_.substring(0, 5));
        write(long_.substring(5, 30));
        write(long_.substring(30));

        assertThat(filter.state()).isEmpty();
        assertThat(shown()).isEqualTo(long_);
    }

    @Test
    void silence_is_no_report() {
        assertThat(filter.state()).isEmpty();
    }
}
