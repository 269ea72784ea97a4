package io.tazpod.cli.wiring;

import io.tazpod.app.sync.Pause;
import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.StoreProbe;
import io.tazpod.app.sync.VaultHistory;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.ports.store.ObjectStore;

/// What the travelling verbs need, on either side.
public interface SyncParts {

    ObjectStore store();

    StoreReach storeReach();

    PushVault push();

    PullVault pull();

    VaultHistory history();

    VaultSite site();

    StoreProbe probe();

    Pause pause();
}
