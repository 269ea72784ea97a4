package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import io.tazpod.ports.store.Payload;
import io.tazpod.ports.store.StoredObject;
import io.tazpod.ports.vault.VaultSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store's earlier states: each one that was ever the main object, before another takes its place.
///
/// The store copies within itself where it can, so that a vault travels once.
final class HistoryCopies {

    private final VaultSite site;
    private final ConditionalUpload upload;

    HistoryCopies(VaultSite site, ConditionalUpload upload) {
        this.site = site;
        this.upload = upload;
    }

    /// Sees to it that the main object's state is in the history. What can't be copied there is sent.
    ///
    /// @param content the same, from here
    /// @param when the push, by our clock
    void keep(RemoteVault state, Payload content, Instant when) {
        var name = site.keys().history(when, state.lineage().revision().orElseThrow());
        if (!copied(state, name)) {
            upload.copy(content, state.lineage(), when);
        }
    }

    /// As [#keep], for a state that another push has left: one that was cut off between its two writes, or the
    /// original program's. Where the store can't copy, the ring may have it; if nobody does, it is still what the
    /// next state was built upon.
    void keepEarlier(RemoteVault state, List<StoredObject> history) {
        if (holds(history, state)) {
            return;
        }
        var revision = state.lineage().revision();
        var name = revision.map(it -> site.keys().history(state.modified(), it))
                .orElseGet(() -> site.keys().history(state.modified(), state.etag()));
        if (copied(state, name)) {
            return;
        }
        try (var file = revision.flatMap(_ -> ring(state)).orElse(null)) {
            if (file != null) {
                upload.copy(file, state.lineage(), state.modified());
            }
        }
    }

    private Optional<VaultSnapshot> ring(RemoteVault state) {
        return state.lineage().file().flatMap(site.vault()::earlier);
    }

    /// By its revision in the name, or by content where a name has none.
    private static boolean holds(List<StoredObject> history, RemoteVault state) {
        var revision = state.lineage().revision();
        return history.stream()
                .anyMatch(it -> it.etag().equals(state.etag())
                        || revision.map(r -> it.key().value().contains(r.shortened()))
                                .orElse(false));
    }

    /// A store may say yes and have copied nothing, or what came to lie there meanwhile: that is looked at, and taken
    /// away again.
    private boolean copied(RemoteVault state, ObjectKey name) {
        var from = new StoredObject(
                state.key(),
                state.etag(),
                state.size(),
                state.modified(),
                state.lineage().metadata(),
                Optional.empty());
        try {
            if (!(site.store().copy(from, name) instanceof PutOutcome.Stored)) {
                return false;
            }
            var found = site.remote(name);
            boolean same = found.filter(
                            it -> it.size() == state.size() && it.lineage().equals(state.lineage()))
                    .isPresent();
            if (!same && found.isPresent()) {
                site.store().delete(name);
            }
            return same;
        } catch (PortFailure cannot) {
            return false;
        }
    }
}
