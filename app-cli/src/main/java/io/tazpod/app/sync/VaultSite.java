package io.tazpod.app.sync;

import io.tazpod.domain.sync.Lineage;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.StoreId;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.SyncMemory.Begun;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.StoredObject;
import io.tazpod.ports.vault.LocalVault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The two ends of a journey: the vault file here, and its keys in a store.
public record VaultSite(ObjectStore store, VaultKeys keys, LocalVault vault) {

    private static final Comparator<StoredObject> NEWEST_FIRST = Comparator.comparing(StoredObject::modified)
            .thenComparing(StoredObject::key)
            .reversed();

    public StoreId id() {
        return StoreId.of(store.place(), keys.main());
    }

    Optional<RemoteVault> remote() {
        return remote(keys.main());
    }

    Optional<RemoteVault> remote(ObjectKey key) {
        return store.head(key).map(VaultSite::facts);
    }

    /// The copies, newest first by the store's clock.
    List<StoredObject> history() {
        return store.list(keys.historyPrefix()).stream()
                .filter(it -> keys.isHistory(it.key()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    Optional<SyncBase> base() {
        return vault.memory().store(id()).base();
    }

    /// With what became of a push that was cut off.
    Optional<SyncBase> base(Optional<RemoteVault> remote) {
        return vault.memory().store(id()).base(remote);
    }

    void remember(SyncBase base) {
        if (!base().equals(Optional.of(base))) {
            vault.remember(memory -> memory.withBase(id(), base));
        }
    }

    void remember(Begun push) {
        vault.remember(memory -> memory.withBegun(id(), push));
    }

    static RemoteVault facts(StoredObject object) {
        return new RemoteVault(
                object.key(), object.etag(), object.size(), object.modified(), Lineage.of(object.metadata()));
    }
}
