package io.tazpod.domain.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a machine remembers between two runs about its vault file and the stores it was synchronised
/// with.
///
/// @param written the last vault file that TazPod wrote here: a file that differs was damaged or
/// exchanged
/// @param stores by [StoreId]
public record SyncMemory(Optional<Written> written, Map<StoreId, Store> stores) {

    public static final SyncMemory EMPTY = new SyncMemory(Optional.empty(), Map.of());

    public SyncMemory {
        stores = Map.copyOf(stores);
    }

    /// @param file digest of the sealed file
    /// @param content digest of what is sealed in it, when it was known
    /// @param earlier the one before: it is still there when the write did not come to its end
    public record Written(Sha256 file, Optional<Sha256> content, Optional<Sha256> earlier) {

        /// Whether the file is as TazPod wrote it.
        public boolean intact(Sha256 found) {
            return found.equals(file) || earlier.equals(Optional.of(found));
        }
    }

    public record Store(Optional<SyncBase> base, Optional<StoreTraits> traits) {

        public static final Store UNKNOWN = new Store(Optional.empty(), Optional.empty());
    }

    public Store store(StoreId id) {
        return stores.getOrDefault(id, Store.UNKNOWN);
    }

    public SyncMemory withWritten(Sha256 file, Optional<Sha256> content) {
        return new SyncMemory(Optional.of(new Written(file, content, written.map(Written::file))), stores);
    }

    public SyncMemory withBase(StoreId id, SyncBase base) {
        return with(id, new Store(Optional.of(base), store(id).traits()));
    }

    public SyncMemory withTraits(StoreId id, StoreTraits traits) {
        return with(id, new Store(store(id).base(), Optional.of(traits)));
    }

    public SyncMemory withoutTraits(StoreId id) {
        return with(id, new Store(store(id).base(), Optional.empty()));
    }

    private SyncMemory with(StoreId id, Store store) {
        var changed = new HashMap<>(stores);
        changed.put(id, store);
        return new SyncMemory(written, changed);
    }
}
