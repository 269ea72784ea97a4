package io.tazpod.app.sync;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RemoteVault;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sealed vaults in memory, from wherever they are kept: the store, its history, the ring.
final class SealedCopies {

    private final VaultSite site;
    private final ConditionalUpload patient;
    private final long most;

    /// @param most bytes of a sealed vault that may be held in memory
    SealedCopies(VaultSite site, ConditionalUpload patient, long most) {
        this.site = site;
        this.patient = patient;
        this.most = most;
    }

    /// A stored vault, whole.
    record Sealed(RemoteVault remote, byte[] bytes, Sha256 digest) {}

    /// Empty when there is none any more.
    Optional<Sealed> fetch(ObjectKey key) {
        return patient.retrying(() -> download(key));
    }

    private Optional<Sealed> download(ObjectKey key) {
        var sink = new Bounded(most);
        try {
            return site.store().get(key, sink).map(VaultSite::facts).map(remote -> checked(remote, sink));
        } catch (IOException tooMuch) {
            throw new PortFailure(Kind.REFUSED, key + ": " + tooMuch.getMessage(), "raise vault.size", tooMuch);
        }
    }

    private Sealed checked(RemoteVault remote, Bounded sink) {
        var bytes = sink.bytes();
        var digest = Sha256.of(bytes);
        if (remote.size() != bytes.length
                || remote.lineage().file().map(it -> !it.equals(digest)).orElse(false)) {
            throw new PortFailure(
                    Kind.UNEXPECTED,
                    remote.key() + " in " + site.store().place() + " is damaged: its digest is another",
                    "tazpod list vault-history, then tazpod pull vault --index N",
                    null);
        }
        return new Sealed(remote, bytes, digest);
    }

    /// The vault file that is here.
    Optional<byte[]> local() {
        return read(site.vault().snapshot());
    }

    /// By its digest, from the ring; else by its revision, from the history.
    Optional<byte[]> earlier(Sha256 file, Optional<RevisionId> revision) {
        var near = read(site.vault().earlier(file));
        return near.isPresent() ? near : revision.flatMap(this::fromHistory);
    }

    private Optional<byte[]> fromHistory(RevisionId revision) {
        return lineages().stream()
                .filter(it -> it.lineage().revision().equals(Optional.of(revision)))
                .findFirst()
                .flatMap(it -> fetch(it.key()))
                .map(Sealed::bytes);
    }

    /// The state of the history with this file.
    Optional<RemoteVault> inHistory(Sha256 file) {
        return lineages().stream()
                .filter(it -> it.lineage().file().equals(Optional.of(file)))
                .findFirst();
    }

    /// Whether one state was built upon the other, as far as the history tells.
    boolean descends(RemoteVault later, RevisionId ancestor) {
        var next = new ArrayDeque<RevisionId>();
        later.lineage().revision().ifPresent(next::add);
        next.addAll(later.lineage().parents());
        if (next.contains(ancestor)) {
            return true;
        }
        var parents = parents();
        var seen = new HashSet<RevisionId>();
        while (!next.isEmpty()) {
            var one = next.remove();
            if (one.equals(ancestor)) {
                return true;
            }
            if (seen.add(one)) {
                next.addAll(parents.getOrDefault(one, List.of()));
            }
        }
        return false;
    }

    private Map<RevisionId, List<RevisionId>> parents() {
        var parents = new HashMap<RevisionId, List<RevisionId>>();
        for (var vault : lineages()) {
            vault.lineage()
                    .revision()
                    .ifPresent(it -> parents.put(it, vault.lineage().parents()));
        }
        return parents;
    }

    /// Listings don't tell lineages: each copy is asked for its own.
    private List<RemoteVault> lineages() {
        var lineages = new ArrayList<RemoteVault>();
        for (var copy : patient.retrying(site::history)) {
            patient.retrying(() -> site.remote(copy.key())).ifPresent(lineages::add);
        }
        return lineages;
    }

    private static Optional<byte[]> read(Optional<VaultSnapshot> found) {
        try (var snapshot = found.orElse(null)) {
            if (snapshot == null) {
                return Optional.empty();
            }
            try (var in = snapshot.open()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException failure) {
            throw new PortFailure(Kind.UNEXPECTED, "the vault file can't be read: " + failure.getMessage(), failure);
        }
    }

    private static final class Bounded extends OutputStream {

        private final long most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bounded(long most) {
            this.most = most;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (bytes.size() + (long) length > most) {
                throw new IOException("it has more than the " + most + " bytes that an enclave of this size can hold");
            }
            bytes.write(source, offset, length);
        }
    }
}
