package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.sync.SealedCopies.Sealed;
import io.tazpod.app.vault.ExchangeContent;
import io.tazpod.app.vault.ExchangeContent.Now;
import io.tazpod.app.vault.PassphraseSource;
import io.tazpod.app.vault.SaveVault;
import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.merge.ConflictName;
import io.tazpod.domain.sync.merge.Finding;
import io.tazpod.domain.sync.merge.MergedArchive;
import io.tazpod.domain.sync.merge.ThreeWayMerge;
import io.tazpod.domain.vault.archive.ArchiveContent;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.RefusedArchive;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.vault.SecretsArchive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Brings the open vault and the store's together. Nothing that was saved here or pushed anywhere is
/// given up by it: before anything is exchanged, ours is in the vault file, and both are in the store's
/// history before one takes the other's place there.
public final class ReconcileVault {

    /// how often it begins anew because another host pushed, or somebody wrote into the open vault
    private static final int ROUNDS = 5;

    private final VaultSite site;
    private final PushVault push;
    private final PullVault pull;
    private final SaveVault save;
    private final ExchangeContent content;
    private final SecretsArchive archive;
    private final ConditionalUpload patient;
    private final SealedCopies copies;

    public ReconcileVault(
            VaultSite site,
            PushVault push,
            PullVault pull,
            SaveVault save,
            ExchangeContent content,
            SecretsArchive archive,
            Pause pause) {
        this.site = site;
        this.push = push;
        this.pull = pull;
        this.save = save;
        this.content = content;
        this.archive = archive;
        this.patient = new ConditionalUpload(site, pause);
        this.copies = new SealedCopies(site, patient, 2 * content.limits().bytes());
    }

    /// What to do when both sides changed.
    public enum Way {
        /// theirs gives way, to the history
        OURS,
        /// ours gives way, to the ring
        THEIRS,
        /// both are joined, file by file
        MERGE
    }

    /// What rounds before this one have done.
    private static final class Story {
        final List<Finding> findings = new ArrayList<>();
        boolean common = true;
        boolean merged;
    }

    /// As a pull does by itself: the open vault follows the store, and is merged with it when both changed.
    public ReconcileResult follow(PassphraseSource passphrases) {
        return reconcile(Way.MERGE, false, passphrases);
    }

    /// Both sides are the same afterwards.
    public ReconcileResult reconcile(Way way, PassphraseSource passphrases) {
        return reconcile(way, true, passphrases);
    }

    private ReconcileResult reconcile(Way way, boolean send, PassphraseSource passphrases) {
        var story = new Story();
        for (int i = 0; i < ROUNDS; i++) {
            var result = attempt(way, send || story.merged, passphrases, story);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new PortFailure(
                Kind.BUSY, "the vault is changed by others all the time; nothing was lost", "tazpod sync", null);
    }

    /// Empty when one of the two changed meanwhile.
    private Optional<ReconcileResult> attempt(Way way, boolean send, PassphraseSource passphrases, Story story) {
        var now = content.look();
        var remote = patient.retrying(site::remote);
        if (remote.isEmpty()) {
            return Optional.of(send ? sent(story) : new ReconcileResult.AsItWas(new PullResult.NoRemote()));
        }
        site.base(remote).ifPresent(site::remember);
        var local = local();
        adopt(remote.get(), local, now);
        if (!now.dirty() && isStored(now, remote.get())) {
            if (story.merged) {
                return Optional.of(sent(story));
            }
            var pulled = pull.pull(PullConsent.NONE);
            if (!isApart(pulled)) {
                return refresh(pulled, now, passphrases);
            }
        }
        if (!local.equals(now.file())) {
            rememberOrigin(now);
            var _ = save.saveOverForeign();
            return Optional.empty();
        }
        boolean same = site.base().map(SyncBase::etag).equals(remote.map(RemoteVault::etag));
        if (same) {
            return Optional.of(send ? sent(story) : new ReconcileResult.AsItWas(currentBut(remote.get())));
        }
        var _ = save.save(false);
        return switch (way) {
            case OURS -> overTheirs(remote.get());
            case THEIRS -> underTheirs(passphrases);
            case MERGE -> merge(passphrases, story);
        };
    }

    /// The store had it, but no state of the store's came from it: a copy of ours that lost a race, or one that was
    /// brought back from the history.
    private static boolean isApart(PullResult pulled) {
        return pulled instanceof PullResult.LocalChanged
                || pulled instanceof PullResult.NeverSynced
                || (pulled instanceof PullResult.AlreadyCurrent current && current.newerHere());
    }

    private static PullResult currentBut(RemoteVault remote) {
        return new PullResult.AlreadyCurrent(remote, true);
    }

    private ReconcileResult sent(Story story) {
        var _ = save.save(false);
        var pushed = push.push(false);
        return story.merged
                ? new ReconcileResult.Merged(story.findings, story.common, pushed)
                : new ReconcileResult.Sent(pushed);
    }

    private Optional<Sha256> local() {
        try (var file = site.vault().snapshot().orElse(null)) {
            return Optional.ofNullable(file).map(it -> it.sha256());
        }
    }

    /// The store has the very file that is here: both ends agree, whatever was remembered.
    private void adopt(RemoteVault remote, Optional<Sha256> local, Now now) {
        if (local.isPresent()
                && local.equals(now.file())
                && remote.lineage().file().equals(local)) {
            site.remember(PullVault.base(remote, local.get(), site.base()));
        }
    }

    /// Whether the store has, or had, what is in the enclave.
    private boolean isStored(Now now, RemoteVault remote) {
        var file = now.file();
        return file.isPresent()
                && (site.base().map(SyncBase::file).equals(file)
                        || remote.lineage().file().equals(file)
                        || copies.inHistory(file.get()).isPresent());
    }

    /// A file was put in ours' place while it was open. What both ends last agreed on says nothing of ours
    /// any more; where ours came from does.
    private void rememberOrigin(Now now) {
        var origin =
                now.file().flatMap(copies::inHistory).flatMap(it -> it.lineage().revision());
        long seen = site.base().map(SyncBase::generation).orElse(0L);
        now.file().ifPresent(file -> site.remember(new SyncBase(new ETag("exchanged"), origin, seen, file)));
    }

    // ---- one side gives way

    private Optional<ReconcileResult> refresh(PullResult pulled, Now now, PassphraseSource passphrases) {
        boolean agreed = pulled instanceof PullResult.Pulled || pulled instanceof PullResult.AlreadyCurrent;
        var file = copies.local();
        if (!agreed || file.isEmpty()) {
            return Optional.of(new ReconcileResult.AsItWas(pulled));
        }
        var digest = Sha256.of(file.get());
        if (now.file().equals(Optional.of(digest))) {
            return Optional.of(new ReconcileResult.AsItWas(pulled));
        }
        var opened = open(file.get(), passphrases, "Passphrase of the vault that was fetched");
        if (opened.isEmpty()) {
            return Optional.of(new ReconcileResult.Stale(pulled));
        }
        try (var key = opened.get().key()) {
            boolean done = content.refresh(opened.get().payload(), key, digest, now.content());
            return done ? Optional.of(new ReconcileResult.Refreshed(pulled, false)) : Optional.empty();
        }
    }

    private Optional<ReconcileResult> underTheirs(PassphraseSource passphrases) {
        var pulled = pull.pull(new PullConsent(true, false));
        return refresh(pulled, content.look(), passphrases)
                .map(it -> it instanceof ReconcileResult.Refreshed ? new ReconcileResult.Refreshed(pulled, true) : it);
    }

    private Optional<ReconcileResult> overTheirs(RemoteVault remote) {
        var theirs = copies.fetch(remote.key());
        if (theirs.isEmpty() || !theirs.get().remote().etag().equals(remote.etag())) {
            return Optional.empty();
        }
        keepBlindWriters(theirs.get());
        site.remember(PullVault.base(remote, theirs.get().digest(), site.base()));
        return settled(push.push(false)).map(ReconcileResult.Sent::new);
    }

    /// The original puts a copy into the history when it feels like it; ours do before anything else.
    private void keepBlindWriters(Sealed theirs) {
        if (theirs.remote().lineage().revision().isEmpty()
                && copies.inHistory(theirs.digest()).isEmpty()) {
            push.keepForeign(theirs.bytes(), theirs.digest());
        }
    }

    /// Empty when another host was faster.
    private static Optional<PushResult> settled(PushResult pushed) {
        boolean overtaken = pushed instanceof PushResult.Conflict || pushed instanceof PushResult.Behind;
        return overtaken ? Optional.empty() : Optional.of(pushed);
    }

    // ---- both are joined

    private Optional<ReconcileResult> merge(PassphraseSource passphrases, Story story) {
        var theirs = copies.fetch(site.keys().main());
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        var question = "Passphrase of the vault in the store"
                + theirs.get()
                        .remote()
                        .lineage()
                        .host()
                        .map(it -> " (from " + it + ")")
                        .orElse("");
        var opened = open(theirs.get().bytes(), passphrases, question);
        if (opened.isEmpty()) {
            return Optional.of(park(theirs.get().remote()));
        }
        keepBlindWriters(theirs.get());
        var second = keepOurs();
        try (var key = opened.get().key()) {
            if (!join(theirs.get(), opened.get().payload(), key, story)) {
                return Optional.empty();
            }
        } finally {
            Arrays.fill(opened.get().payload(), (byte) 0);
        }
        var _ = save.save(true);
        site.remember(PullVault.base(theirs.get().remote(), theirs.get().digest(), site.base()));
        return settled(push.push(false, Optional.of(second)))
                .map(pushed -> new ReconcileResult.Merged(story.findings, story.common, pushed));
    }

    private RevisionId keepOurs() {
        try (var ours = site.vault().snapshot().orElseThrow(ReconcileVault::noFile)) {
            return push.keepCopy(ours);
        }
    }

    private ReconcileResult park(RemoteVault theirs) {
        try (var ours = site.vault().snapshot().orElseThrow(ReconcileVault::noFile)) {
            return new ReconcileResult.Parked(theirs, push.park(ours));
        }
    }

    private static Stop noFile() {
        return new Stop(Reason.NO_VAULT, "the vault file is gone", "tazpod save");
    }

    /// Empties nothing: when it fails, the open vault is ours as it was.
    private boolean join(Sealed theirs, byte[] payload, V1Key key, Story story) {
        var limits = content.limits();
        var ours = archive.pack();
        var packed = ours.payload().joined();
        try {
            var base = base(theirs.remote());
            var plan = ThreeWayMerge.of(
                    base.orElse(Manifest.EMPTY),
                    ours.manifest(),
                    ArchiveContent.manifest(payload, limits),
                    name(theirs.remote()));
            int threads = Runtime.getRuntime().availableProcessors();
            var merged = MergedArchive.of(plan, packed, payload, limits, threads);
            if (!content.exchange(merged, key, ours.manifest().contentHash())) {
                return false;
            }
            story.findings.addAll(plan.findings());
            story.common &= base.isPresent();
            story.merged = true;
            return true;
        } catch (RefusedArchive refused) {
            throw new Stop(
                    Reason.DAMAGED_VAULT,
                    "the vault in the store was not merged: "
                            + refused.refusal().sentence(),
                    "keep yours: tazpod sync --resolve ours",
                    refused);
        } finally {
            ours.payload().wipe();
            Arrays.fill(packed, (byte) 0);
        }
    }

    private static ConflictName name(RemoteVault theirs) {
        return new ConflictName(theirs.lineage().host().orElse("unknown"), theirs.modified());
    }

    /// What both came from; empty when that can't be told, or not be opened.
    private Optional<Manifest> base(RemoteVault theirs) {
        var base = site.base();
        var revision = base.flatMap(SyncBase::revision);
        if (revision.isEmpty() || !copies.descends(theirs, revision.get())) {
            return Optional.empty();
        }
        try (var session = content.session()) {
            return copies.earlier(base.get().file(), revision)
                    .flatMap(file -> manifest(V1Seal.open(file, session.key())));
        }
    }

    private Optional<Manifest> manifest(Opening opening) {
        if (!(opening instanceof Opening.Opened opened)) {
            return Optional.empty();
        }
        try (var _ = opened.key()) {
            return Optional.of(ArchiveContent.manifest(opened.payload(), content.limits()));
        } catch (RefusedArchive unusable) {
            return Optional.empty();
        } finally {
            Arrays.fill(opened.payload(), (byte) 0);
        }
    }

    // ---- opening

    /// With the session's key, or with a passphrase: the original takes a new salt for each save.
    private Optional<Opening.Opened> open(byte[] sealed, PassphraseSource passphrases, String question) {
        try (var session = content.session()) {
            if (session.key().fits(sealed)) {
                return V1Seal.open(sealed, session.key()) instanceof Opening.Opened opened
                        ? Optional.of(opened)
                        : Optional.empty();
            }
            for (int i = 0; i < passphrases.attempts(); i++) {
                try (var passphrase = passphrases.next(question).orElse(null)) {
                    if (passphrase == null) {
                        return Optional.empty();
                    }
                    if (V1Seal.open(sealed, passphrase) instanceof Opening.Opened opened) {
                        return Optional.of(withUsualKey(opened, passphrase, session.key()));
                    }
                }
            }
            return Optional.empty();
        }
    }

    /// If the passphrase is ours, so is the key: then the other hosts open the next vault without asking.
    /// Otherwise the passphrase was changed elsewhere, and theirs counts from now on.
    private static Opening.Opened withUsualKey(Opening.Opened opened, Passphrase passphrase, V1Key usual) {
        if (!usual.isOf(passphrase)) {
            return opened;
        }
        opened.key().close();
        var bytes = usual.bytes();
        try {
            return new Opening.Opened(V1Key.of(bytes), opened.payload());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
