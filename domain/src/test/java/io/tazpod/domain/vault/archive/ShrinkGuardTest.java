package io.tazpod.domain.vault.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkGuardTest {

    @ParameterizedTest(name = "{0} files, {1} entries, {2} bytes to {3}, {4}, {5}")
    @CsvSource({
        "1, 1, 5, 0, 0, 0",
        "1, 3, 5, 0, 3, 0",
        "5, 8, 5, 2, 3, 5",
        "2000, 2040, 5, 1000, 1019, 5",
        "1, 1, 1048576, 1, 1, 524287",
        "3, 3, 9000000, 2, 2, 10",
    })
    void objects(int files, int entries, long bytes, int filesNow, int entriesNow, long bytesNow) {
        assertThat(ShrinkGuard.objection(new Extent(files, entries, bytes), new Extent(filesNow, entriesNow, bytesNow)))
                .isPresent();
    }

    @ParameterizedTest(name = "{0} files, {1} entries, {2} bytes to {3}, {4}, {5}")
    @CsvSource({
        "0, 0, 0, 0, 0, 0",
        "0, 4, 0, 0, 0, 0",
        "7, 7, 1048575, 1, 1, 1",
        "5, 8, 5, 4, 4, 5",
        "1, 1, 1048576, 1, 1, 524288",
        "5, 8, 5, 500, 800, 500",
    })
    void lets_pass(int files, int entries, long bytes, int filesNow, int entriesNow, long bytesNow) {
        assertThat(ShrinkGuard.objection(new Extent(files, entries, bytes), new Extent(filesNow, entriesNow, bytesNow)))
                .isEmpty();
    }
}
