package io.tazpod.app;

import org.jspecify.annotations.Nullable;

/// A use case can't go on, for a reason that has an exit code of its own. Nothing was lost by it.
public final class Stop extends RuntimeException {

    /// Why; each has its code in `docs/exit-codes.md`.
    public enum Reason {
        FAILED,
        USAGE,
        NO_ENGINE,
        ENGINE_DENIED,
        IMAGE_MISSING,
        NOT_OURS,
        ENGINE_REFUSED,
        NOT_RUNNING,
        WRONG_PASSPHRASE,
        DAMAGED_VAULT,
        NOT_OPEN,
        NO_VAULT,
        SAVE_FAILED,
        SHRUNK,
        HELD,
        HALF_OPEN,
        NO_PASSPHRASE,
        VAULT_CHANGED,
        STORE_UNREACHABLE,
        STORE_DENIED,
        CONFLICT,
        NOT_IN_STORE,
        UNSAFE_STORE,
        OLDER,
        CONFIG,
        NO_PROJECT,
        NO_TERMINAL,
        WRONG_SIDE,
        INTERRUPTED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String hint;

    /// @param message the problem, lower case, without a full stop
    /// @param hint a line that can be typed; null when there is nothing to type
    public Stop(Reason reason, String message, @Nullable String hint) {
        this(reason, message, hint, null);
    }

    public Stop(Reason reason, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.hint = hint;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable String hint() {
        return hint;
    }
}
