package io.tazpod.domain.entry;

/// What smart entry sees, gathered afresh before every step.
///
/// @param project whether there is a project here
/// @param containerRunning whether its container runs
/// @param vault what is known of the vault
/// @param storage whether a store is configured that a vault could be fetched from
/// @param unlockDeclined whether the operator said no to an offer of unlocking in this run
/// @param bootstrapDeclined whether the operator said no to an offer of fetching in this run
/// @param newDeclined whether the operator said no to a new vault in this run
public record EntryFacts(
        boolean project,
        boolean containerRunning,
        Vault vault,
        boolean storage,
        boolean unlockDeclined,
        boolean bootstrapDeclined,
        boolean newDeclined) {

    /// What is known of the vault.
    public enum Vault {
        /// nobody looked yet; the attempt to enter will tell
        UNKNOWN,
        /// no vault file, and the enclave is empty
        MISSING,
        /// a vault file, and the enclave is empty
        LOCKED,
        /// open
        UNLOCKED,
        /// the enclave holds something without a session
        HALF_OPEN
    }
}
