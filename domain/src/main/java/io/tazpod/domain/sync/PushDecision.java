package io.tazpod.domain.sync;

import java.util.Optional;

/// What a push has to do, from what is here, what is there, and what both last agreed on.
public sealed interface PushDecision {

    /// there is no vault file here
    record NothingToPush() implements PushDecision {}

    /// the store has this very file
    record Unchanged(RemoteVault remote) implements PushDecision {}

    /// the first push
    record Create() implements PushDecision {}

    /// the store has what we last agreed on, the file here is newer
    record Replace(RemoteVault remote, SyncBase base) implements PushDecision {}

    /// nothing changed here, and the store has a state that this machine has not seen
    record Behind(RemoteVault remote) implements PushDecision {}

    /// the file here changed, and the store has a state that this machine has not seen
    record Moved(RemoteVault remote) implements PushDecision {}

    /// the store had our vault and has none now: a wiped bucket, or a directory whose disk is not
    /// mounted
    record Gone(SyncBase base) implements PushDecision {}

    static PushDecision of(Optional<Sha256> local, Optional<SyncBase> base, Optional<RemoteVault> remote) {
        if (local.isEmpty()) {
            return new NothingToPush();
        }
        if (remote.isEmpty()) {
            return base.<PushDecision>map(Gone::new).orElseGet(Create::new);
        }
        var there = remote.get();
        if (holds(there, local.get())) {
            return new Unchanged(there);
        }
        if (base.isEmpty()) {
            return new Moved(there);
        }
        boolean clean = base.get().file().equals(local.get());
        if (there.etag().equals(base.get().etag())) {
            return clean ? new Unchanged(there) : new Replace(there, base.get());
        }
        return clean ? new Behind(there) : new Moved(there);
    }

    private static boolean holds(RemoteVault remote, Sha256 file) {
        return remote.lineage().file().map(file::equals).orElse(false);
    }
}
