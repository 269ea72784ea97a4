package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.SyncBase;
import java.util.Optional;

/// What came of a push.
public sealed interface PushResult {

    /// the store has it now
    ///
    /// @param pruned how many copies beyond the retention were removed
    /// @param pruneTrouble why that did not work, which does no harm to the push
    /// @param overtaken another host has already built upon it
    record Pushed(RemoteVault remote, int pruned, Optional<String> pruneTrouble, boolean overtaken)
            implements PushResult {}

    /// the store has this file already; nothing was sent
    record Unchanged(RemoteVault remote) implements PushResult {}

    /// nothing changed here, but another host has pushed: pull
    record Behind(RemoteVault remote) implements PushResult {}

    /// both changed; nothing was replaced
    ///
    /// @param parked where in the history ours is kept, when it had been sent before the conflict
    /// showed
    record Conflict(RemoteVault remote, Optional<ObjectKey> parked) implements PushResult {}

    /// the store had our vault and has none now; a push that may recreate it is needed
    record RemoteGone(SyncBase base) implements PushResult {}

    /// there is no vault file
    record NothingToPush() implements PushResult {}
}
