package io.tazpod.cli.wiring;

import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.VaultHistory;
import io.tazpod.ports.store.ObjectStore;

/// What the travelling verbs need, on either side.
public interface SyncParts {

    ObjectStore store();

    StoreReach storeReach();

    PushVault push();

    PullVault pull();

    VaultHistory history();
}
