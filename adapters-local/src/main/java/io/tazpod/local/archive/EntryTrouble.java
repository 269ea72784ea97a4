package io.tazpod.local.archive;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what the file system answered about an entry into the ports' failure, with the entry's name as
/// people read it.
final class EntryTrouble {

    private EntryTrouble() {}

    /// @param tried what was tried, as `read`
    static PortFailure of(String tried, EntryName entry, IOException cause) {
        return of(tried + " '" + entry + "' of the vault", cause);
    }

    static PortFailure of(String tried, IOException cause) {
        var kind = kind(cause);
        return new PortFailure(kind, "cannot " + tried + ": " + reason(kind, cause), hint(kind), cause);
    }

    private static Kind kind(IOException cause) {
        var words = words(cause);
        // the JDK has no types for these, only the C library's words
        if (words.contains("no space left") || words.contains("quota exceeded")) {
            return Kind.FULL;
        }
        if (cause instanceof NoSuchFileException) {
            return Kind.ABSENT;
        }
        return cause instanceof AccessDeniedException
                        || words.contains("not permitted")
                        || words.contains("read-only file system")
                ? Kind.DENIED
                : Kind.UNEXPECTED;
    }

    private static String reason(Kind kind, IOException cause) {
        return switch (kind) {
            case FULL -> "there is no room left";
            case ABSENT -> "it is not there";
            case DENIED -> words(cause).isEmpty() ? "permission denied" : words(cause);
            default -> words(cause).isEmpty() ? cause.getClass().getSimpleName() : words(cause);
        };
    }

    private static String words(IOException cause) {
        var words = cause instanceof FileSystemException refused ? refused.getReason() : cause.getMessage();
        return Optional.ofNullable(words).orElse("").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String hint(Kind kind) {
        return kind == Kind.FULL ? "df -h ~/secrets" : null;
    }
}
