package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store whose answers to writes of the main object are lost, late or wrong, as told.
final class InterruptedStore implements ObjectStore {

    private final ObjectStore store;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Deque<PortFailure> reads = new ArrayDeque<>();
    private final Deque<Runnable> copies = new ArrayDeque<>();
    private final Deque<PortFailure> lists = new ArrayDeque<>();
    private final Deque<PortFailure> sentCopies = new ArrayDeque<>();
    int puts;

    InterruptedStore(ObjectStore store) {
        this.store = store;
    }

    /// What happens to one write.
    interface Fault {
        PutOutcome put(ObjectStore store, ObjectKey key, Payload payload, Map<String, String> metadata, Condition when);

        static Fault lostOnTheWay() {
            return (_, _, _, _, _) -> {
                throw new PortFailure(Kind.UNREACHABLE, "the line was cut");
            };
        }

        static Fault answerLost(Kind kind) {
            return (store, key, payload, metadata, condition) -> {
                store.put(key, payload, metadata, condition);
                throw new PortFailure(kind, "no answer");
            };
        }

        /// What a client sees that sends a write twice by itself.
        static Fault refusedThoughStored() {
            return (store, key, payload, metadata, condition) -> {
                store.put(key, payload, metadata, condition);
                return new PutOutcome.ConditionFailed("HTTP 412");
            };
        }

        static Fault after(Runnable deed) {
            return (store, key, payload, metadata, condition) -> {
                deed.run();
                return store.put(key, payload, metadata, condition);
            };
        }

        static Fault answerLostThen(Runnable deed) {
            return (store, key, payload, metadata, condition) -> {
                store.put(key, payload, metadata, condition);
                deed.run();
                throw new PortFailure(Kind.TIMED_OUT, "no answer in time");
            };
        }
    }

    void next(Fault... these) {
        faults.addAll(List.of(these));
    }

    void nextReadFails(PortFailure... these) {
        reads.addAll(List.of(these));
    }

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        puts++;
        boolean main = key.value().endsWith("vault/vault.tar.aes");
        var failure = key.value().contains("/history/") ? sentCopies.poll() : null;
        if (failure != null) {
            throw failure;
        }
        var fault = main ? faults.poll() : null;
        return fault == null
                ? store.put(key, payload, metadata, condition)
                : fault.put(store, key, payload, metadata, condition);
    }

    /// What happens before the store copies, or instead of it.
    void nextCopies(Runnable... these) {
        copies.addAll(List.of(these));
    }

    void nextSentCopyFails(PortFailure... these) {
        sentCopies.addAll(List.of(these));
    }

    static Runnable failing(PortFailure failure) {
        return () -> {
            throw failure;
        };
    }

    @Override
    public PutOutcome copy(StoredObject from, ObjectKey to) {
        var fault = copies.poll();
        if (fault != null) {
            fault.run();
        }
        return store.copy(from, to);
    }

    private void failing() {
        var failure = reads.poll();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Optional<StoredObject> head(ObjectKey key) {
        failing();
        return store.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        failing();
        return store.get(key, sink);
    }

    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException {
        return store.getVersion(key, version, sink);
    }

    void nextListFails(PortFailure failure) {
        lists.add(failure);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        var failure = lists.poll();
        if (failure != null) {
            throw failure;
        }
        return store.list(prefix);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public void close() {
        store.close();
    }
}
