package io.tazpod.domain.vault.archive;

import java.util.Optional;

/// Stops a save that would replace a vault by little of it: an enclave that was emptied by accident, or
/// never
/// filled.
public final class ShrinkGuard {

    // below both of these, halving is what people do by hand
    private static final int FEW_ENTRIES = 8;
    private static final long FEW_BYTES = 1 << 20;

    private ShrinkGuard() {}

    /// Why the save should be refused unless the operator insists; empty when it may go on.
    public static Optional<String> objection(Extent before, Extent after) {
        if (before.files() > 0 && after.files() == 0) {
            return Optional.of("the vault held " + files(before.files()) + " and now holds none");
        }
        if (before.entries() >= FEW_ENTRIES && after.entries() < before.entries() - after.entries()) {
            return Optional.of("more than half of the vault's entries are gone: there were " + before.entries()
                    + ", now there are " + after.entries());
        }
        if (before.bytes() >= FEW_BYTES && after.bytes() < before.bytes() - after.bytes()) {
            return Optional.of("more than half of the vault's bytes are gone: there were " + before.bytes()
                    + ", now there are " + after.bytes());
        }
        return Optional.empty();
    }

    private static String files(int count) {
        return count == 1 ? "a file" : count + " files";
    }
}
