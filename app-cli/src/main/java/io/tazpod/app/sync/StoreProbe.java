package io.tazpod.app.sync;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.VaultKeys;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import io.tazpod.ports.store.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/// Finds out what a store honours, by trying it on scratch keys: several stores take a conditional
/// write and
/// ignore the condition.
public final class StoreProbe {

    private static final String NAME = "tazpod-probe";
    private static final String VALUE = "a b=c";

    /// enough to catch a store that checks first and writes later, few enough for a slow line
    private static final int WRITERS = 6;

    private static final int ROUNDS = 3;

    private final ObjectStore store;
    private final VaultKeys keys;
    private final Clock clock;
    private final RandomGenerator random;

    public StoreProbe(ObjectStore store, VaultKeys keys, Clock clock, RandomGenerator random) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    public StoreTraits probe() {
        var created = new ArrayList<ObjectKey>();
        var key = scratch(created);
        try {
            boolean first = stored(key, "first", new Condition.Absent());
            boolean createOnly = first && !stored(key, "second", new Condition.Absent());
            boolean stale = stored(key, "third", new Condition.Unchanged(new ETag("0".repeat(32))));
            var now = store.head(key);
            boolean current = now.isPresent()
                    && stored(key, "fourth", new Condition.Unchanged(now.get().etag()));
            boolean atomic = createOnly && !stale && current && oneWins(created);
            return new StoreTraits(
                    clock.instant(),
                    createOnly,
                    !stale && current,
                    atomic,
                    now.map(it -> VALUE.equals(it.metadata().get(NAME))).orElse(false),
                    allowed(() -> created.forEach(store::delete))
                            && store.head(key).isEmpty(),
                    allowed(() -> store.list(keys.probePrefix())),
                    now.flatMap(it -> it.version()).isPresent());
        } finally {
            tidy(created);
        }
    }

    /// What is told is why the probe failed, not that its keys could not be removed either.
    private void tidy(List<ObjectKey> created) {
        try {
            created.forEach(store::delete);
        } catch (PortFailure leftover) {
            // scratch keys of a few bytes
        }
    }

    private ObjectKey scratch(List<ObjectKey> created) {
        var key = new ObjectKey(keys.probePrefix() + RevisionId.random(random));
        created.add(key);
        return key;
    }

    /// Whether it was stored; an answer that was lost is looked up.
    private boolean stored(ObjectKey key, String content, Condition condition) {
        var revision = RevisionId.random(random).value();
        var metadata = Map.of(NAME, VALUE, "tazpod-rev", revision);
        try {
            return store.put(key, Payload.of(content.getBytes(StandardCharsets.UTF_8)), metadata, condition)
                    instanceof PutOutcome.Stored;
        } catch (PortFailure failure) {
            // a store that refuses the condition itself (HTTP 501) has not stored either
            if (failure.kind() != Kind.REFUSED && !failure.kind().mayRetry()) {
                throw failure;
            }
            return store.head(key)
                    .map(it -> revision.equals(it.metadata().get("tazpod-rev")))
                    .orElse(false);
        }
    }

    private boolean oneWins(List<ObjectKey> created) {
        for (int round = 0; round < ROUNDS; round++) {
            var key = scratch(created);
            if (winners(key, new Condition.Absent()) > 1) {
                return false;
            }
            var now = store.head(key);
            if (now.isPresent()
                    && winners(key, new Condition.Unchanged(now.get().etag())) > 1) {
                return false;
            }
        }
        return true;
    }

    private long winners(ObjectKey key, Condition condition) {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < WRITERS; i++) {
                // never twice the same: on most stores the same content has the same tag
                var content = "writer " + RevisionId.random(random);
                tries.add(() -> stored(key, content, condition));
            }
            long won = 0;
            for (Future<Boolean> one : writers.invokeAll(tries)) {
                won += one.get() ? 1 : 0;
            }
            return won;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PortFailure(Kind.TIMED_OUT, "the probe of the store was interrupted", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PortFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static boolean allowed(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (PortFailure failure) {
            if (failure.kind() == Kind.DENIED || failure.kind() == Kind.REFUSED) {
                return false;
            }
            throw failure;
        }
    }
}
