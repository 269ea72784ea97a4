package io.tazpod.app.sync;

import io.tazpod.app.Pause;
import io.tazpod.domain.sync.Lineage;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.PullConsent;
import io.tazpod.domain.sync.PullDecision;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.store.StoredObject;
import io.tazpod.ports.vault.LocalVault.Incoming;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.IOException;
import java.util.Optional;

/// Brings the store's vault here, unless that would overwrite what the store never had.
public final class PullVault {

    /// how often a decision is made anew because one of the two ends changed under it
    private static final int ROUNDS = 4;

    private final VaultSite site;
    private final ConditionalUpload patient;
    private final TransferProgress progress;

    public PullVault(VaultSite site, Pause pause, TransferProgress progress) {
        this.site = site;
        this.patient = new ConditionalUpload(site, pause);
        this.progress = progress;
    }

    public PullResult pull(PullConsent consent) {
        for (int i = 0; i < ROUNDS; i++) {
            var result = attempt(consent);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new PortFailure(Kind.BUSY, "the vault is changed by others all the time", "pull again", null);
    }

    /// Brings back a copy from the history. The next push puts it on top of what the store has: that is
    /// in the
    /// history itself.
    ///
    /// @param index 0 for the latest state, else how far back in the history, from 1
    public PullResult pull(int index, PullConsent consent) {
        if (index == 0) {
            return pull(consent);
        }
        var history = patient.retrying(site::history);
        if (index < 0 || index > history.size()) {
            return new PullResult.NoSuchCopy(history.size());
        }
        var listed = history.get(index - 1);
        var copy = listed.key();
        var local = local();
        var main = patient.retrying(site::remote);
        var base = site.base(main);
        boolean clean = local.isEmpty()
                || base.map(SyncBase::file).equals(local)
                || main.flatMap(it -> it.lineage().file()).equals(local);
        if (!clean && !consent.force()) {
            var remote = patient.retrying(() -> site.remote(copy)).orElseThrow(() -> vanished(copy));
            return base.isEmpty() ? new PullResult.NeverSynced(remote) : new PullResult.LocalChanged(remote);
        }
        var fetched = fetch(copy, listed.size(), local)
                .orElseThrow(() -> new PortFailure(Kind.BUSY, "the vault was saved meanwhile", "pull again", null));
        main.filter(it -> it.lineage().file().isPresent())
                .ifPresent(it -> site.remember(base(it, it.lineage().file().orElseThrow(), base)));
        return new PullResult.Pulled(fetched.remote());
    }

    /// Empty when one of the two ends changed meanwhile.
    private Optional<PullResult> attempt(PullConsent consent) {
        var local = local();
        var found = patient.retrying(site::remote);
        var base = site.base(found);
        return switch (PullDecision.of(local, base, found, consent)) {
            case PullDecision.NoRemote _ -> Optional.of(new PullResult.NoRemote());
            case PullDecision.AlreadyCurrent(RemoteVault remote, boolean newerHere) -> {
                if (!newerHere) {
                    site.remember(base(remote, local.orElseThrow(), base));
                }
                yield Optional.of(new PullResult.AlreadyCurrent(remote, newerHere));
            }
            case PullDecision.LocalChanged(RemoteVault remote) -> Optional.of(new PullResult.LocalChanged(remote));
            case PullDecision.NeverSynced(RemoteVault remote) -> Optional.of(new PullResult.NeverSynced(remote));
            case PullDecision.Older(RemoteVault remote, SyncBase seen) ->
                Optional.of(new PullResult.RefusedOlder(remote, seen));
            case PullDecision.Fetch(RemoteVault remote) ->
                fetch(remote.key(), remote.size(), local).map(fetched -> {
                    site.remember(base(fetched.remote(), fetched.file(), base));
                    return new PullResult.Pulled(fetched.remote());
                });
        };
    }

    private Optional<Sha256> local() {
        try (var file = site.vault().snapshot().orElse(null)) {
            return Optional.ofNullable(file).map(VaultSnapshot::sha256);
        }
    }

    private record Fetched(RemoteVault remote, Sha256 file) {}

    /// Empty when the local file is not any more what it was.
    private Optional<Fetched> fetch(ObjectKey key, long size, Optional<Sha256> expected) {
        try (var incoming = patient.retrying(() -> download(key, size))) {
            var remote = incoming.remote();
            var kept = incoming.file().keep(expected, remote.lineage().content());
            return kept ? Optional.of(new Fetched(remote, incoming.file().sha256())) : Optional.empty();
        }
    }

    private record Downloaded(RemoteVault remote, Incoming file) implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    /// @param total as far as is known, for the progress
    private Downloaded download(ObjectKey key, long total) {
        var file = site.vault().receive();
        try {
            var object =
                    site.store().get(key, progress.watching(file.sink(), total)).orElseThrow(() -> vanished(key));
            check(object, file);
            return new Downloaded(VaultSite.facts(object), file);
        } catch (IOException failure) {
            file.close();
            throw new PortFailure(Kind.FULL, "cannot write the vault that comes in: " + failure.getMessage(), failure);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private void check(StoredObject object, Incoming file) {
        var promised = Lineage.of(object.metadata()).file();
        if (file.size() != object.size()
                || promised.map(it -> !it.equals(file.sha256())).orElse(false)) {
            throw new PortFailure(
                    Kind.UNEXPECTED,
                    object.key() + " in " + site.store().place() + " is damaged: its digest is another",
                    "tazpod list vault-history, then tazpod pull vault --index N",
                    null);
        }
    }

    private PortFailure vanished(ObjectKey key) {
        return new PortFailure(Kind.BUSY, key + " was removed meanwhile");
    }

    /// What both ends agree on from now on.
    static SyncBase base(RemoteVault remote, Sha256 file, Optional<SyncBase> before) {
        long generation = remote.lineage()
                .generation()
                .orElse(before.map(SyncBase::generation).orElse(0L));
        return new SyncBase(remote.etag(), remote.lineage().revision(), generation, file);
    }
}
