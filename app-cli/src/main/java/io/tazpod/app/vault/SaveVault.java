package io.tazpod.app.vault;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.Meanwhile;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.domain.vault.archive.Extent;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Segments;
import io.tazpod.domain.vault.archive.ShrinkGuard;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.Sealing;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Session;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.ports.vault.SecretsArchive;
import io.tazpod.ports.vault.VaultSnapshot;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// Seals what is in the enclave into the vault file, if it changed.
///
/// Order: pack, compare, seal, open again to prove it, replace whole. Until the last step the vault
/// file is the old one.
public final class SaveVault {

    private final OpenVault vault;
    private final SessionStore sessions;
    private final SecretsArchive archive;
    private final LocalVault file;
    private final Interruptions interruptions;
    private final Limits limits;
    private final SecureRandom random;
    private final Talk talk;

    public SaveVault(
            OpenVault vault,
            SessionStore sessions,
            SecretsArchive archive,
            LocalVault file,
            Interruptions interruptions,
            Limits limits,
            SecureRandom random,
            Talk talk) {
        this.vault = vault;
        this.sessions = sessions;
        this.archive = archive;
        this.file = file;
        this.interruptions = interruptions;
        this.limits = limits;
        this.random = random;
        this.talk = talk;
    }

    /// What came of a save.
    public sealed interface Saved {
        /// the vault file is a new one
        record Written(Extent extent, long fileBytes) implements Saved {}

        /// nothing changed since the last save
        record Unchanged(Extent extent) implements Saved {}
    }

    /// Waits for its turn, then saves.
    /// @param force whether to save what looks like a loss, or over a vault file that somebody else
    /// changed
    public Saved save(boolean force) {
        try (var _ = sessions.turn()) {
            return saveInTurn(force);
        }
    }

    /// Waits for its turn, then saves over whatever vault file is there: its content was taken care of.
    public Saved saveOverForeign() {
        try (var _ = sessions.turn();
                var session = openSession()) {
            return save(session, false, true);
        }
    }

    /// As [#save], for a caller that has the turn.
    Saved saveInTurn(boolean force) {
        try (var session = openSession()) {
            return save(session, force, force);
        }
    }

    private Session openSession() {
        var state = vault.state();
        if (state != VaultState.UNLOCKED) {
            throw state == VaultState.HALF_OPEN
                    ? new Stop(
                            Reason.HALF_OPEN,
                            "the enclave holds files without a session, so there is no key to save them with",
                            "copy what you need to /workspace, then: tazpod lock --discard")
                    : new Stop(Reason.NOT_OPEN, "the vault is not open, so there is nothing to save", "tazpod unlock");
        }
        return sessions.read()
                .orElseThrow(() -> new Stop(Reason.NOT_OPEN, "the vault was locked meanwhile", "tazpod unlock"));
    }

    private Saved save(Session session, boolean loss, boolean foreign) {
        var current = Meanwhile.run(this::currentFile);
        sessions.surveying();
        var packed = pack();
        packed.notices().forEach(notice -> talk.warn(notice.toString()));
        try {
            var found = current.get();
            var extent = packed.manifest().extent();
            boolean same = packed.manifest().contentHash().equals(session.contentHash());
            if (same && isKept(session, found, foreign)) {
                sessions.surveyed();
                return new Saved.Unchanged(extent);
            }
            refuseForeignFile(session, found, foreign);
            refuseLoss(session, extent, loss);
            var written = write(session, packed.payload(), packed.manifest(), found);
            sessions.surveyed();
            warnOfRoom(extent);
            return written;
        } finally {
            packed.payload().wipe();
        }
    }

    /// Whether a file has this content already: the one that is here, or the one that gave way to it.
    private boolean isKept(Session session, Optional<Sha256> found, boolean foreign) {
        if (found.isEmpty() || session.vaultFile().isEmpty()) {
            return false;
        }
        var ours = new Sha256(session.vaultFile().get());
        return found.get().equals(ours) || (!foreign && isInRing(ours));
    }

    private boolean isInRing(Sha256 ours) {
        try (var earlier = file.earlier(ours).orElse(null)) {
            return earlier != null;
        } catch (PortFailure unreadable) {
            return false;
        }
    }

    private SecretsArchive.Packed pack() {
        try {
            return archive.pack();
        } catch (PortFailure unreadable) {
            throw new Stop(Reason.SAVE_FAILED, "not saved: " + unreadable.getMessage(), unreadable.hint(), unreadable);
        }
    }

    private Optional<Sha256> currentFile() {
        try (var snapshot = file.snapshot().orElse(null)) {
            return Optional.ofNullable(snapshot).map(VaultSnapshot::sha256);
        } catch (PortFailure unreadable) {
            throw new Stop(Reason.SAVE_FAILED, "not saved: " + unreadable.getMessage(), unreadable.hint(), unreadable);
        }
    }

    /// Somebody pulled or copied another vault file here since this one was opened: it may be newer.
    /// A file that a killed save of ours had just put there is not somebody else's.
    private void refuseForeignFile(Session session, Optional<Sha256> found, boolean force) {
        var file = found.map(Sha256::hex);
        if (!force
                && found.isPresent()
                && !file.equals(session.vaultFile())
                && !file.equals(sessions.savingInterrupted())) {
            throw foreignFile();
        }
    }

    private static Stop foreignFile() {
        return new Stop(
                Reason.VAULT_CHANGED,
                "the vault file was changed by somebody else since it was opened; it was not overwritten",
                "join it with the store's: tazpod sync --resolve merge; or keep yours alone (the other goes to"
                        + " .tazpod/vault/ring): tazpod save --force");
    }

    /// Sparse files and hard links take less room than what is packed of them. Not to save them would be worse.
    private void warnOfRoom(Extent extent) {
        if (extent.bytes() > limits.bytes() || extent.entries() > limits.entries()) {
            talk.warn("saved, but the vault has grown beyond what the next unlock has room for (" + extent.bytes()
                    + " bytes, " + extent.entries()
                    + " entries; sparse files and hard links count in full): raise vault.size in .tazpod/config.yaml,"
                    + " then: tazpod down && tazpod up");
        }
    }

    private static void refuseLoss(Session session, Extent now, boolean force) {
        var objection = ShrinkGuard.objection(session.extent(), now);
        if (!force && objection.isPresent()) {
            throw new Stop(Reason.SHRUNK, "not saved: " + objection.get(), "if that is meant: tazpod save --force");
        }
    }

    private Saved write(Session session, Segments payload, Manifest manifest, Optional<Sha256> found) {
        var sealing = new Sealing(payload, session.key(), random);
        var result = new Saved[1];
        interruptions.guarded(_ -> {
            var digest = replace(sealing, manifest, found, made -> prove(made, payload, session.key()));
            sessions.write(
                    new Session(session.key(), manifest.contentHash(), manifest.extent(), Optional.of(digest.hex())));
            result[0] = new Saved.Written(manifest.extent(), sealing.bytes().length);
        });
        return result[0];
    }

    /// Seals, and proves the seal, while the new file is being written beside the old one; only all together make
    /// it the vault.
    private Sha256 replace(Sealing sealing, Manifest manifest, Optional<Sha256> found, Consumer<byte[]> proof) {
        try (var incoming = file.receive()) {
            var written = Meanwhile.run(() -> written(incoming, sealing));
            try {
                proof.accept(sealing.run());
            } finally {
                boolean _ = written.get();
            }
            sessions.saving(incoming.sha256().hex());
            if (!incoming.keep(found, Sha256.parse(manifest.contentHash()))) {
                throw foreignFile();
            }
            return incoming.sha256();
        } catch (PortFailure failed) {
            throw new Stop(
                    Reason.SAVE_FAILED,
                    "not saved, the vault file is as it was: " + failed.getMessage(),
                    failed.hint() == null ? "make room or give access, then: tazpod save" : failed.hint(),
                    failed);
        }
    }

    private static boolean written(LocalVault.Incoming incoming, Sealing sealing) {
        try {
            var sink = incoming.sink();
            int have = 0;
            for (int done = sealing.more(have); done > have; done = sealing.more(have)) {
                sink.write(sealing.bytes(), have, done - have);
                have = done;
            }
            return true;
        } catch (IOException failed) {
            boolean full = String.valueOf(failed.getMessage()).contains("No space left");
            throw new PortFailure(
                    full ? PortFailure.Kind.FULL : PortFailure.Kind.UNEXPECTED,
                    "the vault file can't be written: " + failed.getMessage(),
                    failed);
        }
    }

    /// A seal that does not open again would be found out when it is needed most.
    private static void prove(byte[] sealed, Segments payload, V1Key key) {
        if (!(V1Seal.open(sealed, key) instanceof Opening.Opened opened)) {
            throw new Stop(Reason.SAVE_FAILED, "not saved: the sealed vault does not open again", "tazpod save");
        }
        try (var _ = opened.key()) {
            if (!payload.hasBytes(opened.payload())) {
                throw new Stop(
                        Reason.SAVE_FAILED, "not saved: the sealed vault opens to something else", "tazpod save");
            }
        } finally {
            Arrays.fill(opened.payload(), (byte) 0);
        }
    }
}
