package io.tazpod.domain.entry;

/// The next step of smart entry.
public enum EntryStep {
    /// ask whether to make a project here
    OFFER_INIT,
    /// create or start the container
    BRING_UP,
    /// ask whether to unlock the vault that is here
    OFFER_UNLOCK,
    /// ask whether to fetch the vault from the store (login, pull), then unlock
    OFFER_BOOTSTRAP,
    /// ask whether to begin a new vault
    OFFER_NEW,
    /// open the shell
    ENTER,
    /// open the shell, with the warning that nothing is unlocked
    ENTER_LOCKED;

    /// The decision table. First line that fits.
    public static EntryStep next(EntryFacts facts) {
        if (!facts.project()) {
            return OFFER_INIT;
        }
        if (!facts.containerRunning()) {
            return BRING_UP;
        }
        return switch (facts.vault()) {
            case UNLOCKED -> ENTER;
            case LOCKED -> facts.unlockDeclined() ? ENTER_LOCKED : OFFER_UNLOCK;
            case MISSING -> missing(facts);
            case HALF_OPEN -> facts.unlockDeclined() ? ENTER_LOCKED : OFFER_UNLOCK;
            case UNKNOWN -> ENTER;
        };
    }

    private static EntryStep missing(EntryFacts facts) {
        if (facts.storage() && !facts.bootstrapDeclined()) {
            return OFFER_BOOTSTRAP;
        }
        return facts.newDeclined() ? ENTER_LOCKED : OFFER_NEW;
    }
}
