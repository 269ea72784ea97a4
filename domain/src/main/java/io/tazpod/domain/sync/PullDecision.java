package io.tazpod.domain.sync;

import java.util.Optional;

/// What a pull has to do, from what is here, what is there, and what both last agreed on. A local file
/// is never
/// replaced unless the store, or we at its request, had it before.
public sealed interface PullDecision {

    /// the store has no vault
    record NoRemote() implements PullDecision {}

    /// what is here is what is there, or newer than it
    record AlreadyCurrent(RemoteVault remote, boolean newerHere) implements PullDecision {}

    /// take it
    record Fetch(RemoteVault remote) implements PullDecision {}

    /// both changed since they last agreed
    record LocalChanged(RemoteVault remote) implements PullDecision {}

    /// there is a vault here that this store never had
    record NeverSynced(RemoteVault remote) implements PullDecision {}

    /// the store went back to an older state than this machine has seen
    record Older(RemoteVault remote, SyncBase base) implements PullDecision {}

    static PullDecision of(
            Optional<Sha256> local, Optional<SyncBase> base, Optional<RemoteVault> remote, PullConsent consent) {
        if (remote.isEmpty()) {
            return new NoRemote();
        }
        var there = remote.get();
        if (local.isPresent() && there.lineage().file().equals(local)) {
            return new AlreadyCurrent(there, false);
        }
        boolean same = base.isPresent() && there.etag().equals(base.get().etag());
        boolean clean =
                local.isEmpty() || (base.isPresent() && base.get().file().equals(local.get()));
        if (same && local.isPresent() && !consent.force()) {
            return new AlreadyCurrent(there, !clean);
        }
        if (!same && goesBack(there, base) && !consent.rollback()) {
            return new Older(there, base.get());
        }
        if (clean || consent.force()) {
            return new Fetch(there);
        }
        return base.isEmpty() ? new NeverSynced(there) : new LocalChanged(there);
    }

    private static boolean goesBack(RemoteVault remote, Optional<SyncBase> base) {
        return base.isPresent()
                && remote.lineage()
                        .generation()
                        .map(generation -> generation < base.get().generation())
                        .orElse(false);
    }
}
