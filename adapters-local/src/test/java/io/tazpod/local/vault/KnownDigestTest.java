package io.tazpod.local.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.domain.sync.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownDigestTest {

    private static final Sha256 DIGEST = Sha256.of("content".getBytes(UTF_8));

    @TempDir
    private Path folder;

    private Path file;
    private KnownDigest known;

    @BeforeEach
    void aFileOfSomeTimeAgo() throws IOException {
        file = Files.writeString(folder.resolve("vault"), "content");
        known = new KnownDigest(file, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    @Test
    void a_file_that_is_as_it_was_is_not_read_again() {
        known.remember(known.stamp(), DIGEST);

        assertThat(known.digest()).contains(DIGEST);
    }

    @Test
    void another_file_in_its_place_is_unknown() throws IOException {
        known.remember(known.stamp(), DIGEST);
        var other = Files.writeString(folder.resolve("other"), "CONTENT");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(known.digest()).isEmpty();
    }

    @Test
    void a_file_that_was_written_in_place_is_unknown_even_with_its_time_set_back() throws Exception {
        var time = Files.getLastModifiedTime(file);
        known.remember(known.stamp(), DIGEST);
        Thread.sleep(20);

        Files.writeString(file, "CONTENT");
        Files.setLastModifiedTime(file, time);

        assertThat(known.digest()).isEmpty();
    }

    @Test
    void a_file_that_changed_while_it_was_read_is_unknown() throws IOException {
        var before = known.stamp();
        Files.writeString(file, "longer content");

        known.remember(before, DIGEST);

        assertThat(known.digest()).isEmpty();
    }

    @Test
    void a_file_that_changed_a_moment_ago_is_not_trusted() {
        var now = new KnownDigest(file, Clock.systemUTC());

        now.remember(now.stamp(), DIGEST);

        assertThat(now.digest()).isEmpty();
    }

    @Test
    void without_a_file_there_is_none() throws IOException {
        known.remember(known.stamp(), DIGEST);

        Files.delete(file);

        assertThat(known.digest()).isEmpty();
    }
}
