package io.tazpod.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.app.Stop.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    /// A line of the table: `| 20 | what it means |`, the code with or without backticks.
    private static final Pattern LINE = Pattern.compile("\\|\\s*`?(\\d+)`?\\s*\\|.*");

    private static Set<Integer> known() {
        var codes = new TreeSet<Integer>();
        codes.add(ExitCodes.DONE);
        Arrays.stream(Reason.values()).map(ExitCodes::of).forEach(codes::add);
        return codes;
    }

    @Test
    void every_reason_has_a_code_of_its_own() {
        assertThat(Arrays.stream(Reason.values()).map(ExitCodes::of))
                .doesNotHaveDuplicates()
                .allMatch(code -> code > 0 && code < 256);
    }

    /// The pages are not in every copy of the sources.
    @Test
    void the_page_lists_exactly_these_and_each_once() throws IOException {
        var page = Path.of("../docs/exit-codes.md");
        Assumptions.assumeTrue(Files.exists(page), "skipped: there is no docs/exit-codes.md");

        var listed = Files.readAllLines(page).stream()
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).isEqualTo(known());
    }
}
