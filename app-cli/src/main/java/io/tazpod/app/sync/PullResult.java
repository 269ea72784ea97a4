package io.tazpod.app.sync;

import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.SyncBase;

/// What came of a pull. Unless it is [Pulled], the file here was not touched.
public sealed interface PullResult {

    /// it is here now; what was here is in the ring
    record Pulled(RemoteVault remote) implements PullResult {}

    /// nothing newer is there
    ///
    /// @param newerHere the file here has changes that were not pushed
    record AlreadyCurrent(RemoteVault remote, boolean newerHere) implements PullResult {}

    /// the store has no vault
    record NoRemote() implements PullResult {}

    /// the store has fewer copies than that
    record NoSuchCopy(int copies) implements PullResult {}

    /// both changed since they last agreed
    record LocalChanged(RemoteVault remote) implements PullResult {}

    /// the vault here never was in that store; with force it goes to the ring
    record NeverSynced(RemoteVault remote) implements PullResult {}

    /// the store went back behind what this machine has seen
    record RefusedOlder(RemoteVault remote, SyncBase seen) implements PullResult {}
}
