package io.tazpod.ports.store;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A store in memory that keeps the contract, and every version.
public final class InMemoryObjectStore implements ObjectStore {

    private final NavigableMap<ObjectKey, List<State>> objects = new TreeMap<>();
    private final Clock clock;
    private long serial;

    public InMemoryObjectStore() {
        this(Clock.systemUTC());
    }

    public InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    /// A delete is a state without content, as on stores that keep versions.
    private record State(Optional<byte[]> content, StoredObject facts) {}

    @Override
    public synchronized Optional<StoredObject> head(ObjectKey key) {
        return current(key).map(State::facts);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, OutputStream sink) throws IOException {
        return copied(current(key), sink);
    }

    @Override
    public Optional<StoredObject> getVersion(ObjectKey key, String version, OutputStream sink) throws IOException {
        return copied(version(key, version), sink);
    }

    @Override
    public PutOutcome put(ObjectKey key, Payload payload, Map<String, String> metadata, Condition condition) {
        byte[] content;
        try (var in = payload.open()) {
            content = in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return put(key, content, metadata, condition);
    }

    @Override
    public synchronized PutOutcome copy(StoredObject from, ObjectKey to) {
        var state = current(from.key()).filter(it -> it.facts().etag().equals(from.etag()));
        return state.isEmpty()
                ? new PutOutcome.ConditionFailed("it is not what it was")
                : put(
                        to,
                        state.get().content().orElseThrow(),
                        state.get().facts().metadata(),
                        new Condition.None());
    }

    private synchronized PutOutcome put(
            ObjectKey key, byte[] content, Map<String, String> metadata, Condition condition) {
        var current = head(key).map(StoredObject::etag);
        switch (condition) {
            case Condition.None _ -> {}
            case Condition.Absent _ -> {
                if (current.isPresent()) {
                    return new PutOutcome.ConditionFailed("there is one already");
                }
            }
            case Condition.Unchanged(ETag etag) -> {
                if (!current.equals(Optional.of(etag))) {
                    return new PutOutcome.ConditionFailed("it is not what it was");
                }
            }
        }
        var etag = new ETag(Sha256.of(content).hex().substring(0, 32));
        var version = Optional.of("v" + ++serial);
        add(key, Optional.of(content), etag, metadata, version, clock.instant());
        return new PutOutcome.Stored(etag, version);
    }

    @Override
    public synchronized List<StoredObject> list(String prefix) {
        return objects.keySet().stream()
                .filter(key -> key.value().startsWith(prefix))
                .flatMap(key -> head(key).stream())
                .toList();
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        if (head(key).isPresent()) {
            add(key, Optional.empty(), new ETag("deleted"), Map.of(), Optional.of("v" + ++serial), clock.instant());
        }
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public void close() {}

    private void add(
            ObjectKey key,
            Optional<byte[]> content,
            ETag etag,
            Map<String, String> metadata,
            Optional<String> version,
            Instant now) {
        var facts = new StoredObject(key, etag, content.map(it -> it.length).orElse(0), now, metadata, version);
        objects.computeIfAbsent(key, _ -> new ArrayList<>()).add(new State(content, facts));
    }

    private synchronized Optional<State> current(ObjectKey key) {
        return Optional.ofNullable(objects.get(key))
                .map(List::getLast)
                .filter(state -> state.content().isPresent());
    }

    private synchronized Optional<State> version(ObjectKey key, String version) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(state -> state.facts().version().equals(Optional.of(version)))
                .filter(state -> state.content().isPresent())
                .findFirst();
    }

    private static Optional<StoredObject> copied(Optional<State> state, OutputStream sink) throws IOException {
        if (state.isPresent()) {
            sink.write(state.get().content().orElseThrow());
        }
        return state.map(State::facts);
    }
}
