package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that takes conditions and ignores them, as several do.
record CarelessStore(ObjectStore store) implements ObjectStore {

    @Override
    public PutOutcome copy(StoredObject from, ObjectKey to) {
        return store.copy(store.head(from.key()).orElse(from), to);
    }

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        return store.put(key, payload, metadata, new Condition.None());
    }

    @Override
    public Optional<StoredObject> head(ObjectKey key) {
        return store.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        return store.get(key, sink);
    }

    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException {
        return store.getVersion(key, version, sink);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }

    @Override
    public String place() {
        return "careless " + store.place();
    }

    @Override
    public void close() {
        store.close();
    }
}
