package io.tazpod.local.vault;

import io.tazpod.domain.sync.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// The digest of a file that was read once, for as long as it is still that file: the same inode, size and times. A
/// vault is looked at twice in a save, and reading 64 MiB takes its time.
final class KnownDigest {

    /// A file that changed within its clock's tick looks like the one before. The coarsest clock ticks in two
    /// seconds, one that tells parts of a millisecond with the kernel's timer.
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration SETTLED_FINE = Duration.ofMillis(100);

    private final Path file;
    private final Clock clock;
    private volatile Optional<Known> known = Optional.empty();

    KnownDigest(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /// What tells one content of the file from another, without reading it.
    record Stamp(Map<String, Object> attributes) {

        private boolean isSettled(Instant now) {
            return attributes.get("ctime") instanceof FileTime changed
                    && changed.toInstant()
                            .plus(isFine(changed) ? SETTLED_FINE : SETTLED)
                            .isBefore(now);
        }

        private static boolean isFine(FileTime time) {
            return !time.toInstant().equals(time.toInstant().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    private record Known(Stamp stamp, Sha256 digest) {}

    /// Empty where the system doesn't tell, or there is no file.
    Optional<Stamp> stamp() {
        try {
            return Optional.of(new Stamp(
                    Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS)));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// @param before the file's stamp before it was opened and read
    void remember(Optional<Stamp> before, Sha256 digest) {
        var now = clock.instant();
        known = before.filter(it -> it.isSettled(now) && stamp().equals(before)).map(it -> new Known(it, digest));
    }

    /// Of what is there now.
    Optional<Sha256> digest() {
        return known.filter(it -> stamp().equals(Optional.of(it.stamp()))).map(Known::digest);
    }
}
