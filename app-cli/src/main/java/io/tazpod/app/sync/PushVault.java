package io.tazpod.app.sync;

import io.tazpod.app.sync.ConditionalUpload.Verdict;
import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.Lineage;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.PushDecision;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.Retention;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.SyncMemory.Written;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import io.tazpod.ports.vault.VaultSnapshot;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Sends the vault file to the store, unless that would overwrite what another host has put there.
///
/// First a copy to the history, then the main object on condition that it is what we last saw. Copies
/// beyond the
/// retention go only after the main object was seen to be ours.
public final class PushVault {

    private final VaultSite site;
    private final Terms terms;
    private final Clock clock;
    private final RandomGenerator random;
    private final ConditionalUpload upload;
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
        this.progress = progress;
    }

    /// @param recreate whether a store that has lost the vault gets it again
    public PushResult push(boolean recreate) {
        return push(recreate, Optional.empty());
    }

    /// As [#push(boolean)].
    ///
    /// @param second what was merged into this vault beside what both ends last agreed on
    PushResult push(boolean recreate, Optional<RevisionId> second) {
        var snapshot = site.vault().snapshot();
        if (snapshot.isEmpty()) {
            return new PushResult.NothingToPush();
        }
        try (var file = snapshot.get()) {
            return push(file, recreate, second);
        }
    }

    private PushResult push(VaultSnapshot file, boolean recreate, Optional<RevisionId> second) {
        return switch (PushDecision.of(Optional.of(file.sha256()), site.base(), site.remote())) {
            case PushDecision.NothingToPush _ -> new PushResult.NothingToPush();
            case PushDecision.Unchanged(RemoteVault remote) -> unchanged(remote, file);
            case PushDecision.Behind(RemoteVault remote) -> new PushResult.Behind(remote);
            case PushDecision.Moved(RemoteVault remote) -> new PushResult.Conflict(remote, Optional.empty());
            case PushDecision.Gone(SyncBase base) ->
                recreate
                        ? send(file, new Condition.Absent(), Optional.of(base), second)
                        : new PushResult.RemoteGone(base);
            case PushDecision.Create _ -> send(file, new Condition.Absent(), Optional.empty(), second);
            case PushDecision.Replace(RemoteVault remote, SyncBase base) ->
                send(file, new Condition.Unchanged(remote.etag()), Optional.of(base), second);
        };
    }

    private PushResult unchanged(RemoteVault remote, VaultSnapshot file) {
        site.remember(PullVault.base(remote, file.sha256(), site.base()));
        return new PushResult.Unchanged(remote);
    }

    private PushResult send(
            VaultSnapshot file, Condition condition, Optional<SyncBase> base, Optional<RevisionId> second) {
        var traits = traits();
        var lineage = lineage(file, base, second);
        var now = clock.instant();
        var effective = traits.preventsLostUpdates() ? condition : unconditional(condition);
        var copy = upload.copy(progress.watching(file), lineage, now);
        return switch (upload.main(progress.watching(file), lineage, effective, now)) {
            case Verdict.Landed(RemoteVault remote) -> landed(file, remote, copy);
            case Verdict.Overtaken(RemoteVault remote) -> overtaken(file, lineage, remote);
            case Verdict.SameFile(RemoteVault remote) -> unchanged(remote, file);
            case Verdict.Moved(RemoteVault remote) -> new PushResult.Conflict(remote, Optional.of(copy));
            case Verdict.Gone _ -> new PushResult.RemoteGone(base.orElseThrow());
        };
    }

    /// On a store without conditions the look at it just before is all there is.
    private static Condition unconditional(Condition wanted) {
        return switch (wanted) {
            case Condition.None none -> none;
            case Condition.Absent _, Condition.Unchanged _ -> new Condition.None();
        };
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

    private PushResult landed(VaultSnapshot file, RemoteVault remote, ObjectKey copy) {
        site.remember(PullVault.base(remote, file.sha256(), Optional.empty()));
        try {
            return new PushResult.Pushed(remote, prune(remote, copy), Optional.empty(), false);
        } catch (PortFailure trouble) {
            return new PushResult.Pushed(remote, 0, Optional.ofNullable(trouble.getMessage()), false);
        }
    }

    /// Ours was there, and its tag is not known any more: a base whose tag fits nothing makes the next
    /// look find
    /// the store ahead, and this file clean.
    private PushResult overtaken(VaultSnapshot file, Lineage ours, RemoteVault remote) {
        var revision = ours.revision().orElseThrow();
        var gone = new ETag("overtaken-" + revision);
        site.remember(
                new SyncBase(gone, Optional.of(revision), ours.generation().orElseThrow(), file.sha256()));
        return new PushResult.Pushed(remote, 0, Optional.empty(), true);
    }

    private int prune(RemoteVault ours, ObjectKey copy) {
        if (terms.retention().isEmpty()) {
            return 0;
        }
        var excess = site.history().stream()
                .skip(terms.retention().get().copies())
                .map(StoredObject::key)
                .filter(key -> !key.equals(copy))
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
