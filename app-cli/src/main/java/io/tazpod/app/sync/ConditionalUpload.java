package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.domain.sync.Lineage;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A write whose outcome is known in the end. Neither a refusal nor a lost answer is a verdict: our own
/// write may
/// have arrived before the line was cut, and a retried one is refused because of it. So what is there
/// is read
/// back and its revision compared.
final class ConditionalUpload {

    /// between tries; a store that is restarted or throttles us is back within these
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final VaultSite site;
    private final Pause pause;

    ConditionalUpload(VaultSite site, Pause pause) {
        this.site = site;
        this.pause = pause;
    }

    /// What is known after a write.
    sealed interface Verdict {
        /// ours is there
        record Landed(RemoteVault remote) implements Verdict {}

        /// ours was there, and another host has built upon it
        record Overtaken(RemoteVault remote) implements Verdict {}

        /// the same file is there, by another push
        record SameFile(RemoteVault remote) implements Verdict {}

        /// something else is there
        record Moved(RemoteVault remote) implements Verdict {}

        /// what was to be replaced is not there any more
        record Gone() implements Verdict {}
    }

    Verdict main(Payload payload, Lineage lineage, Condition condition, Instant when) {
        return settle(site.keys().main(), payload, lineage, condition, when);
    }

    /// Puts a copy into the history, under a name that is made of its revision: whatever is there was meant to be it.
    ObjectKey copy(Payload payload, Lineage lineage, Instant when) {
        var name = site.keys().history(when, lineage.revision().orElseThrow());
        if (!(settle(name, payload, lineage, new Condition.None(), when) instanceof Verdict.Landed)) {
            throw taken(name);
        }
        return name;
    }

    /// Puts a file under a key that is made of its digest.
    void park(ObjectKey key, Payload payload, Lineage lineage, Instant when) {
        switch (settle(key, payload, lineage, new Condition.Absent(), when)) {
            case Verdict.Landed _, Verdict.SameFile _ -> {}
            case Verdict.Overtaken _, Verdict.Moved _, Verdict.Gone _ -> throw taken(key);
        }
    }

    private PortFailure taken(ObjectKey key) {
        return new PortFailure(
                Kind.REFUSED, key + " is taken in " + site.store().place());
    }

    private Verdict settle(ObjectKey key, Payload payload, Lineage lineage, Condition condition, Instant when) {
        var trouble = Optional.<PortFailure>empty();
        for (int i = 0; i <= PAUSES.size(); i++) {
            if (i > 0) {
                pause.pause(PAUSES.get(i - 1));
            }
            var refused = false;
            try {
                switch (site.store().put(key, payload, lineage.metadata(), condition)) {
                    case PutOutcome.Stored stored -> {
                        return new Verdict.Landed(remote(key, stored, payload, lineage, when));
                    }
                    case PutOutcome.ConditionFailed _ -> refused = true;
                }
            } catch (PortFailure failure) {
                trouble = Optional.of(orThrow(failure));
            }
            var verdict = verdict(readBack(key, trouble), lineage, condition, refused);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        throw trouble.orElseGet(() -> new PortFailure(
                Kind.REFUSED,
                site.store().place() + " refuses to replace " + key + " though it has not changed",
                "tazpod store check",
                null));
    }

    /// Empty when the write has not come through and may be tried again.
    private static Optional<Verdict> verdict(
            Optional<RemoteVault> found, Lineage ours, Condition condition, boolean refused) {
        if (found.isEmpty()) {
            return condition instanceof Condition.Unchanged ? Optional.of(new Verdict.Gone()) : Optional.empty();
        }
        var there = found.get();
        if (there.lineage().revision().equals(ours.revision())) {
            return Optional.of(new Verdict.Landed(there));
        }
        if (there.lineage().parent().equals(ours.revision())) {
            return Optional.of(new Verdict.Overtaken(there));
        }
        if (there.lineage().file().equals(ours.file())) {
            return Optional.of(new Verdict.SameFile(there));
        }
        return switch (condition) {
            case Condition.Unchanged(var etag) when etag.equals(there.etag()) -> Optional.empty();
            case Condition.None _ when !refused -> Optional.empty();
            case Condition.None _, Condition.Absent _, Condition.Unchanged _ -> Optional.of(new Verdict.Moved(there));
        };
    }

    private Optional<RemoteVault> readBack(ObjectKey key, Optional<PortFailure> why) {
        try {
            return retrying(() -> site.remote(key));
        } catch (PortFailure failure) {
            throw new PortFailure(
                    failure.kind(),
                    "whether " + key + " was written is not known: "
                            + why.map(Throwable::getMessage).orElseGet(failure::getMessage),
                    "push again: what has arrived will be recognised",
                    failure);
        }
    }

    /// For what may be asked again without harm. A store that is silent is not asked a third time: each time
    /// takes half a minute.
    <T> T retrying(Supplier<T> question) {
        int silences = 0;
        for (var length : PAUSES) {
            try {
                return question.get();
            } catch (PortFailure failure) {
                orThrow(failure);
                if (failure.kind() == Kind.TIMED_OUT && ++silences > 1) {
                    throw failure;
                }
                pause.pause(length);
            }
        }
        return question.get();
    }

    private static PortFailure orThrow(PortFailure failure) {
        if (!failure.kind().mayRetry()) {
            throw failure;
        }
        return failure;
    }

    private static RemoteVault remote(
            ObjectKey key, PutOutcome.Stored stored, Payload payload, Lineage lineage, Instant when) {
        return VaultSite.facts(
                new StoredObject(key, stored.etag(), payload.size(), when, lineage.metadata(), stored.version()));
    }
}
