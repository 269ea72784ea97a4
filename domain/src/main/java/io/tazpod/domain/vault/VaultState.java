package io.tazpod.domain.vault;

/// The vault's life, decided from what is there and never from one command's exit code.
public enum VaultState {
    /// no vault file, nothing open
    MISSING,
    /// a vault file, nothing open
    LOCKED,
    /// open: a session, and a RAM file system to hold it
    UNLOCKED,
    /// something is in the enclave without a session, or a session has lost its RAM file system
    HALF_OPEN;

    /// The rule.
    ///
    /// @param file whether the vault file is there
    /// @param session whether the session file is there
    /// @param ram whether the enclave is a RAM file system by the mount table
    /// @param empty whether nothing is in the enclave
    public static VaultState of(boolean file, boolean session, boolean ram, boolean empty) {
        if (session) {
            return ram ? UNLOCKED : HALF_OPEN;
        }
        if (!empty) {
            return HALF_OPEN;
        }
        return file ? LOCKED : MISSING;
    }

    /// The word for it in `status`.
    public String word() {
        return switch (this) {
            case MISSING -> "missing";
            case LOCKED -> "locked";
            case UNLOCKED -> "unlocked";
            case HALF_OPEN -> "half-open";
        };
    }
}
