package io.tazpod.domain.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a machine remembers between two runs about its vault file and the stores it was synchronised with.
///
/// @param written the last vault file that TazPod wrote here: a file that differs was damaged or exchanged
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

    /// @param base what was last agreed on
    /// @param begun a push after that whose end was not seen
    public record Store(Optional<SyncBase> base, Optional<Begun> begun, Optional<StoreTraits> traits) {

        public static final Store UNKNOWN = new Store(Optional.empty(), Optional.empty(), Optional.empty());

        /// What was last agreed on, as the store shows it.
        public Optional<SyncBase> base(Optional<RemoteVault> remote) {
            return begun.flatMap(push -> remote.flatMap(push::landed)).or(() -> base);
        }
    }

    /// A push before its first byte goes out: whether it came through, the store alone knows if this machine, or the
    /// line, fails then.
    ///
    /// @param file digest of the file that it sends
    public record Begun(RevisionId revision, long generation, Sha256 file) {

        /// What both agree on, if it came through; also when another host has put its own on top since.
        Optional<SyncBase> landed(RemoteVault remote) {
            if (remote.lineage().revision().equals(Optional.of(revision))) {
                return Optional.of(base(remote.etag()));
            }
            return remote.lineage().parent().equals(Optional.of(revision))
                    ? Optional.of(overtaken())
                    : Optional.empty();
        }

        /// Its tag is not known any more: one that fits nothing makes the next look find the store ahead, and this file
        /// clean.
        public SyncBase overtaken() {
            return base(new ETag("overtaken-" + revision));
        }

        private SyncBase base(ETag etag) {
            return new SyncBase(etag, Optional.of(revision), generation, file);
        }
    }

    public Store store(StoreId id) {
        return stores.getOrDefault(id, Store.UNKNOWN);
    }

    public SyncMemory withWritten(Sha256 file, Optional<Sha256> content) {
        return new SyncMemory(Optional.of(new Written(file, content, written.map(Written::file))), stores);
    }

    /// No push is on its way then.
    public SyncMemory withBase(StoreId id, SyncBase base) {
        return with(id, new Store(Optional.of(base), Optional.empty(), store(id).traits()));
    }

    public SyncMemory withBegun(StoreId id, Begun push) {
        return with(id, new Store(store(id).base(), Optional.of(push), store(id).traits()));
    }

    public SyncMemory withTraits(StoreId id, StoreTraits traits) {
        return with(id, new Store(store(id).base(), store(id).begun(), Optional.of(traits)));
    }

    public SyncMemory withoutTraits(StoreId id) {
        return with(id, new Store(store(id).base(), store(id).begun(), Optional.empty()));
    }

    private SyncMemory with(StoreId id, Store store) {
        var changed = new HashMap<>(stores);
        changed.put(id, store);
        return new SyncMemory(written, changed);
    }
}
