package io.tazpod.local.files;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what a file system answered into the ports' failure.
public final class FileTrouble {

    private FileTrouble() {}

    /// @param tried what was tried, as `write the vault file`
    public static PortFailure of(String tried, IOException cause) {
        var kind = kind(cause);
        return new PortFailure(kind, "cannot " + tried + ": " + told(cause, kind), hint(kind), cause);
    }

    private static Kind kind(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return Kind.DENIED;
        }
        if (cause instanceof NoSuchFileException) {
            return Kind.ABSENT;
        }
        // the JDK has no types for these, only the C library's words
        var words = Optional.ofNullable(cause.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota exceeded") || words.contains("file too large")) {
            return Kind.FULL;
        }
        if (words.contains("read-only file system") || words.contains("not permitted")) {
            return Kind.DENIED;
        }
        if (words.contains("stale file handle")
                || words.contains("input/output error")
                || words.contains("not connected")
                || words.contains("host is down")) {
            return Kind.UNREACHABLE;
        }
        return Kind.UNEXPECTED;
    }

    private static String told(IOException cause, Kind kind) {
        if (cause instanceof FileSystemException refused) {
            var reason = Optional.ofNullable(refused.getReason())
                    .orElse(kind == Kind.DENIED ? "permission denied" : kind == Kind.ABSENT ? "not there" : "refused");
            return refused.getFile() + ": " + reason.toLowerCase(Locale.ROOT);
        }
        return Optional.ofNullable(cause.getMessage())
                .orElse(cause.getClass().getSimpleName())
                .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String hint(Kind kind) {
        return kind == Kind.FULL ? "df -h" : null;
    }
}
