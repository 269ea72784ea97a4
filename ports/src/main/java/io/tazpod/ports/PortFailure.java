package io.tazpod.ports;

import org.jspecify.annotations.Nullable;

/// The one exception that adapters throw: the surroundings are broken, or refuse.
///
/// The message says what was tried and what went wrong, in lower case, without a full stop; the hint is
/// a line
/// that
/// can be typed or followed.
public final class PortFailure extends RuntimeException {

    /// What went wrong, as far as a caller can act on it.
    public enum Kind {
        /// no engine, no program, no library: it has to be installed or started
        NOT_INSTALLED,
        /// nobody answers, or the line was cut: the outcome of a write is unknown
        UNREACHABLE,
        /// it answered that we may not
        DENIED,
        /// the thing named does not exist
        ABSENT,
        /// it answered that it won't: a conflict, a limit, a wrong state
        REFUSED,
        /// no space left where it had to be written
        FULL,
        /// a limit on a wait ran out: the outcome of a write is unknown
        TIMED_OUT,
        /// the store or engine has a fault of its own (HTTP 5xx): trying again may help
        BUSY,
        /// an answer that fits nothing we know
        UNEXPECTED;

        public boolean mayRetry() {
            return this == UNREACHABLE || this == TIMED_OUT || this == BUSY;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String hint;

    public PortFailure(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public PortFailure(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    public PortFailure(Kind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String hint() {
        return hint;
    }
}
