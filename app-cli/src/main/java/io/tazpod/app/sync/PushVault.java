package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.app.sync.ConditionalUpload.Verdict;
import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.sync.Lineage;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.PushDecision;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.SyncMemory.Begun;
import io.tazpod.domain.sync.SyncMemory.Written;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import io.tazpod.ports.vault.VaultSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Sends the vault file to the store, unless that would overwrite what another host has put there.
///
/// The main object is written on condition that it is what we last saw, and what is there was seen to be in the
/// history before. Then the store copies the new one there, too; only with that it counts as pushed, and copies beyond
/// the retention go.
public final class PushVault {

    private final VaultSite site;
    private final Terms terms;
    private final Clock clock;
    private final RandomGenerator random;
    private final ConditionalUpload upload;
    private final HistoryCopies history;
    private final TransferProgress progress;

    /// What the configuration says about pushing.
    ///
    /// @param host the name that other hosts will read
    /// @param retention empty when no configuration was found: then nothing is pruned
    /// @param unsafe whether a store that cannot refuse a stale write is accepted
    public record Terms(String host, Optional<Retention> retention, boolean unsafe) {}

    public PushVault(
            VaultSite site, Terms terms, Clock clock, RandomGenerator random, Pause pause, TransferProgress progress) {
        this.site = site;
        this.terms = terms;
        this.clock = clock;
        this.random = random;
        this.upload = new ConditionalUpload(site, pause);
        this.history = new HistoryCopies(site, upload);
        this.progress = progress;
    }

    /// @param recreate whether a store that has lost the vault gets it again
    public PushResult push(boolean recreate) {
        return push(recreate, Optional.empty());
    }

    /// As [#push(boolean)].
    ///
    /// @param admission looks at the file before it is sent, and throws if it should not be
    public PushResult push(boolean recreate, Consumer<VaultSnapshot> admission) {
        return push(recreate, Optional.empty(), admission);
    }

    /// As [#push(boolean)].
    ///
    /// @param second what was merged into this vault beside what both ends last agreed on
    PushResult push(boolean recreate, Optional<RevisionId> second) {
        return push(recreate, second, _ -> {});
    }

    private PushResult push(boolean recreate, Optional<RevisionId> second, Consumer<VaultSnapshot> admission) {
        try (var file = site.vault().snapshot().orElse(null)) {
            return file == null ? new PushResult.NothingToPush() : push(file, recreate, second, admission);
        }
    }

    private PushResult push(
            VaultSnapshot file, boolean recreate, Optional<RevisionId> second, Consumer<VaultSnapshot> admission) {
        // while the file's digest is taken
        var asked = Meanwhile.run(site::remote);
        var digest = file.sha256();
        var remote = asked.get();
        return switch (PushDecision.of(Optional.of(digest), site.base(remote), remote)) {
            case PushDecision.NothingToPush _ -> new PushResult.NothingToPush();
            case PushDecision.Unchanged(RemoteVault same) -> unchanged(same, file);
            case PushDecision.Behind(RemoteVault newer) -> new PushResult.Behind(newer);
            case PushDecision.Moved(RemoteVault other) -> new PushResult.Conflict(other, Optional.empty());
            case PushDecision.Gone(SyncBase base) ->
                recreate
                        ? send(admitted(file, admission), Optional.empty(), Optional.of(base), second)
                        : new PushResult.RemoteGone(base);
            case PushDecision.Create _ -> send(admitted(file, admission), Optional.empty(), Optional.empty(), second);
            case PushDecision.Replace(RemoteVault replaced, SyncBase base) ->
                send(admitted(file, admission), Optional.of(replaced), Optional.of(base), second);
        };
    }

    private static VaultSnapshot admitted(VaultSnapshot file, Consumer<VaultSnapshot> admission) {
        admission.accept(file);
        return file;
    }

    /// One that we don't remember may be of a push that was cut off before its copy was made.
    private PushResult unchanged(RemoteVault remote, VaultSnapshot file) {
        if (!site.base().map(SyncBase::etag).equals(Optional.of(remote.etag()))) {
            history.keepEarlier(remote, earlier().copies());
        }
        site.remember(PullVault.base(remote, file.sha256(), site.base()));
        return new PushResult.Unchanged(remote);
    }

    private PushResult send(
            VaultSnapshot file, Optional<RemoteVault> replaced, Optional<SyncBase> base, Optional<RevisionId> second) {
        var traits = traits();
        var lineage = lineage(file, base, second);
        var now = clock.instant();
        var wanted = replaced.<Condition>map(it -> new Condition.Unchanged(it.etag()))
                .orElseGet(Condition.Absent::new);
        var effective = traits.preventsLostUpdates() ? wanted : new Condition.None();
        var earlier = earlier();
        replaced.ifPresent(it -> history.keepEarlier(it, earlier.copies()));
        var begun =
                new Begun(lineage.revision().orElseThrow(), lineage.generation().orElseThrow(), file.sha256());
        site.remember(begun);
        return switch (upload.main(progress.watching(file), lineage, effective, now)) {
            case Verdict.Landed(RemoteVault remote) -> landed(file, remote, now, earlier);
            case Verdict.Overtaken(RemoteVault remote) -> overtaken(file, lineage, begun, remote, now);
            case Verdict.SameFile(RemoteVault remote) -> unchanged(remote, file);
            case Verdict.Moved(RemoteVault remote) ->
                new PushResult.Conflict(remote, Optional.of(upload.copy(progress.watching(file), lineage, now)));
            case Verdict.Gone _ -> new PushResult.RemoteGone(base.orElseThrow());
        };
    }

    /// The copies before ours.
    ///
    /// @param copies none when the keys may not list them: a push goes through all the same, and may copy once more
    ///               what is there
    private record Earlier(List<StoredObject> copies, Optional<String> trouble) {}

    private Earlier earlier() {
        try {
            return new Earlier(upload.retrying(site::history), Optional.empty());
        } catch (PortFailure failure) {
            if (failure.kind() != Kind.DENIED) {
                throw failure;
            }
            return new Earlier(List.of(), Optional.ofNullable(failure.getMessage()));
        }
    }

    private StoreTraits traits() {
        var known = site.vault().memory().store(site.id()).traits();
        var traits = known.orElseGet(this::probe);
        if (!traits.preventsLostUpdates() && !terms.unsafe()) {
            throw new PortFailure(
                    Kind.REFUSED,
                    site.store().place() + " takes a write that should be refused, so that two hosts would"
                            + " overwrite each other",
                    "accept it by storage.unsafe: true in .tazpod/config.yaml, or use another store",
                    null);
        }
        return traits;
    }

    private StoreTraits probe() {
        var traits = new StoreProbe(site.store(), site.keys(), clock, random).probe();
        site.vault().remember(memory -> memory.withTraits(site.id(), traits));
        return traits;
    }

    /// Puts the vault file into the history, and nothing else.
    ///
    /// @return its revision there
    RevisionId keepCopy(VaultSnapshot file) {
        var lineage = lineage(file, site.base(), Optional.empty());
        var _ = upload.copy(progress.watching(file), lineage, clock.instant());
        return lineage.revision().orElseThrow();
    }

    /// Puts a vault into the history that its writer did not put there.
    void keepForeign(byte[] sealed, Sha256 file) {
        var lineage = new Lineage(
                Optional.of(RevisionId.random(random)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(file),
                Optional.empty(),
                Optional.empty());
        var _ = upload.copy(Payload.of(sealed), lineage, clock.instant());
    }

    /// Puts the vault file where it harms nobody.
    ObjectKey park(VaultSnapshot file) {
        var key = site.keys().conflict(terms.host(), file.sha256());
        var lineage = lineage(file, site.base(), Optional.empty());
        upload.park(key, progress.watching(file), lineage, clock.instant());
        return key;
    }

    private Lineage lineage(VaultSnapshot file, Optional<SyncBase> base, Optional<RevisionId> second) {
        return new Lineage(
                Optional.of(RevisionId.random(random)),
                Optional.of(base.map(SyncBase::generation).orElse(0L) + 1),
                base.flatMap(SyncBase::revision),
                second,
                Optional.of(file.sha256()),
                site.vault()
                        .memory()
                        .written()
                        .filter(written -> written.file().equals(file.sha256()))
                        .flatMap(Written::content),
                Optional.of(terms.host()));
    }

    private PushResult landed(VaultSnapshot file, RemoteVault remote, Instant when, Earlier earlier) {
        keeping(() -> history.keep(remote, progress.watching(file), when));
        site.remember(PullVault.base(remote, file.sha256(), Optional.empty()));
        try {
            int pruned = prune(remote, earlier.copies());
            return new PushResult.Pushed(remote, pruned, earlier.trouble(), false);
        } catch (PortFailure trouble) {
            return new PushResult.Pushed(remote, 0, Optional.ofNullable(trouble.getMessage()), false);
        }
    }

    private PushResult overtaken(VaultSnapshot file, Lineage ours, Begun push, RemoteVault remote, Instant when) {
        site.remember(push.overtaken());
        keeping(() -> upload.copy(progress.watching(file), ours, when));
        return new PushResult.Pushed(remote, 0, Optional.empty(), true);
    }

    private static void keeping(Runnable copy) {
        try {
            copy.run();
        } catch (PortFailure failure) {
            throw new PortFailure(
                    failure.kind(),
                    "the store has the vault, but no copy of it in its history: " + failure.getMessage(),
                    "push again: the copy will be made up for",
                    failure);
        }
    }

    /// @param earlier the copies that were there before ours
    private int prune(RemoteVault ours, List<StoredObject> earlier) {
        if (terms.retention().isEmpty()) {
            return 0;
        }
        var excess = earlier.stream()
                .skip(terms.retention().get().copies() - 1L)
                .map(StoredObject::key)
                .toList();
        if (excess.isEmpty() || !verified(ours)) {
            return 0;
        }
        excess.reversed().forEach(site.store()::delete);
        return excess.size();
    }

    private boolean verified(RemoteVault ours) {
        return site.remote()
                .map(now -> now.lineage().revision().equals(ours.lineage().revision()))
                .orElse(false);
    }
}
