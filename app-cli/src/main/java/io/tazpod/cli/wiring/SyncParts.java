package io.tazpod.cli.wiring;

import io.tazpod.app.Pause;
import io.tazpod.app.sync.PullVault;
import io.tazpod.app.sync.PushVault;
import io.tazpod.app.sync.StoreProbe;
import io.tazpod.app.sync.VaultHistory;
import io.tazpod.app.sync.VaultSite;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.ports.store.BucketSetup;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.terminal.Dialogue;

/// What the travelling verbs need, on either side.
public interface SyncParts {

    TazpodConfig config();

    Dialogue dialogue();

    ObjectStore store();

    /// Only for stores that have buckets.
    BucketSetup bucketSetup();

    StoreReach storeReach();

    PushVault push();

    PullVault pull();

    VaultHistory history();

    VaultSite site();

    StoreProbe probe();

    Pause pause();
}
