package io.tazpod.app.vault;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.vault.archive.Extent;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.archive.Manifest;
import io.tazpod.domain.vault.archive.Refusal;
import io.tazpod.domain.vault.seal.Opening;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.domain.vault.seal.V1Seal;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.Session;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.vault.LocalVault;
import io.tazpod.ports.vault.SecretsArchive;
import io.tazpod.ports.vault.VaultSnapshot;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Opens the vault into the enclave.
///
/// Order: read, ask, derive, open, check; only then is anything put into the enclave. Whatever goes
/// wrong before the
/// end leaves the enclave empty.
public final class UnlockVault {

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final String MORE_ROOM = "raise vault.size in .tazpod/config.yaml, then: tazpod down && tazpod up";

    private final OpenVault vault;
    private final ProjectFolder project;
    private final Enclave enclave;
    private final SessionStore sessions;
    private final SecretsArchive archive;
    private final LocalVault file;
    private final VaultEnvironment environment;
    private final Interruptions interruptions;
    private final Limits limits;
    private final SecureRandom random;
    private final Talk talk;

    public UnlockVault(
            OpenVault vault,
            ProjectFolder project,
            Enclave enclave,
            SessionStore sessions,
            SecretsArchive archive,
            LocalVault file,
            VaultEnvironment environment,
            Interruptions interruptions,
            Limits limits,
            SecureRandom random,
            Talk talk) {
        this.vault = vault;
        this.project = project;
        this.enclave = enclave;
        this.sessions = sessions;
        this.archive = archive;
        this.file = file;
        this.environment = environment;
        this.interruptions = interruptions;
        this.limits = limits;
        this.random = random;
        this.talk = talk;
    }

    /// What came of an unlock.
    public sealed interface Unlocked {
        /// it was open before
        record Already() implements Unlocked {}

        /// it is open now
        record Opened(Extent extent) implements Unlocked {}

        /// there is a new, empty vault, open and saved
        record Created() implements Unlocked {}
    }

    /// @param create whether a new vault is begun when there is none
    public Unlocked unlock(PassphraseSource passphrases, boolean create) {
        try (var _ = sessions.turn()) {
            return switch (vault.state()) {
                case UNLOCKED -> again();
                case HALF_OPEN -> {
                    clearInterrupted();
                    yield project.hasVault() ? open(passphrases) : begin(passphrases, create);
                }
                case LOCKED -> open(passphrases);
                case MISSING -> begin(passphrases, create);
            };
        }
    }

    private Unlocked again() {
        settle();
        return new Unlocked.Already();
    }

    /// What a killed unlock left is ours to remove; anything else might be the operator's only copy.
    private void clearInterrupted() {
        if (!sessions.openingInterrupted()) {
            throw new Stop(
                    Reason.HALF_OPEN,
                    "the enclave holds files, but no vault is open",
                    "copy what you need to /workspace, then: tazpod lock --discard");
        }
        enclave.wipe();
        sessions.forget();
        talk.warn("an unlock that was killed had left files in the enclave; they were removed");
    }

    private Unlocked open(PassphraseSource passphrases) {
        try (var sealed = new SealedFile(snapshot())) {
            var opened = ask(sealed, passphrases);
            try (var key = opened.key()) {
                return new Unlocked.Opened(fill(opened.payload(), key, sealed));
            } finally {
                Arrays.fill(opened.payload(), (byte) 0);
            }
        }
    }

    private VaultSnapshot snapshot() {
        try {
            var snapshot = file.snapshot()
                    .orElseThrow(() -> new Stop(Reason.NO_VAULT, "the vault file is gone", "tazpod pull"));
            try {
                requireUsual(snapshot.size());
            } catch (Stop odd) {
                snapshot.close();
                throw odd;
            }
            return snapshot;
        } catch (PortFailure unreadable) {
            throw SealedFile.unreadable(unreadable);
        }
    }

    private void requireUsual(long size) {
        if (size > Math.min(limits.bytes() * 2, LONGEST_ARRAY)) {
            throw new Stop(
                    Reason.DAMAGED_VAULT,
                    "the vault file has " + size + " bytes, more than an enclave of " + limits.bytes() + " can hold",
                    MORE_ROOM);
        }
        if (size < V1Seal.OVERHEAD) {
            throw new Stop(
                    Reason.DAMAGED_VAULT,
                    new Opening.NotAVault((int) size).sentence() + "; it is cut short",
                    "an earlier copy: ls .tazpod/vault/ring, or the store's: tazpod list vault-history");
        }
    }

    private Opening.Opened ask(SealedFile sealed, PassphraseSource passphrases) {
        for (int left = passphrases.attempts() - 1; left >= 0; left--) {
            try (var passphrase = passphrases.next("Vault passphrase").orElseThrow(UnlockVault::noPassphrase)) {
                switch (sealed.open(passphrase)) {
                    case Opening.Opened opened -> {
                        return opened;
                    }
                    case Opening.NotOpened _ -> sayWrong(left, isForeign(sealed));
                    case Opening.NotAVault short_ -> throw new Stop(Reason.DAMAGED_VAULT, short_.sentence(), null);
                }
            }
        }
        throw isForeign(sealed)
                ? new Stop(
                        Reason.DAMAGED_VAULT,
                        "the vault does not open: it is damaged or another one, or the passphrase is wrong",
                        "an earlier copy: ls .tazpod/vault/ring, or the store's: tazpod list vault-history")
                : new Stop(Reason.WRONG_PASSPHRASE, "wrong passphrase; the vault stays locked", "tazpod unlock");
    }

    private void sayWrong(int left, boolean foreign) {
        if (left > 0) {
            var wrong = foreign
                    ? "wrong passphrase, or damaged: the vault file is not the one that TazPod wrote last; "
                    : "wrong passphrase, ";
            talk.warn(wrong + left + (left == 1 ? " attempt" : " attempts") + " left");
        }
    }

    /// Whether the file is another one than TazPod wrote here last; the original or a copy may have
    /// brought it.
    private boolean isForeign(SealedFile sealed) {
        var digest = sealed.digest();
        return !file.memory().written().map(w -> w.intact(digest)).orElse(true);
    }

    private static Stop noPassphrase() {
        return new Stop(
                Reason.NO_PASSPHRASE,
                "no passphrase was given; the vault stays locked",
                "in a script: tazpod unlock --passphrase-file FILE");
    }

    private Unlocked begin(PassphraseSource passphrases, boolean create) {
        if (!create) {
            throw new Stop(
                    Reason.NO_VAULT,
                    "there is no vault here yet",
                    "fetch it: tazpod pull, or begin a new one: tazpod unlock --new");
        }
        try (var passphrase = passphrases.fresh().orElseThrow(UnlockVault::noPassphrase);
                var key = V1Seal.newKey(passphrase, random)) {
            var empty = Manifest.EMPTY;
            interruptions.guarded(asked -> {
                if (asked.toStop()) {
                    throw interrupted();
                }
                enclave.open();
                sessions.write(new Session(key, empty.contentHash(), empty.extent(), Optional.empty()));
                settle();
            });
        }
        return new Unlocked.Created();
    }

    /// From here to the session's writing a request to end waits; if there was one, everything is
    /// undone.
    private Extent fill(byte[] payload, V1Key key, SealedFile sealed) {
        var extent = new Extent[1];
        interruptions.guarded(asked -> {
            enclave.open();
            sessions.opening();
            try (var staged = staged(payload)) {
                if (asked.toStop()) {
                    throw interrupted();
                }
                staged.notices().forEach(notice -> talk.warn(notice.toString()));
                var opened = sealed.digest().hex();
                staged.promote();
                var manifest = staged.manifest();
                sessions.write(new Session(key, manifest.contentHash(), manifest.extent(), Optional.of(opened)));
                extent[0] = manifest.extent();
            } catch (RuntimeException failed) {
                undo(failed);
                throw failed;
            }
            settle();
        });
        return extent[0];
    }

    private SecretsArchive.Staged staged(byte[] payload) {
        try {
            return switch (archive.unpack(payload, limits)) {
                case SecretsArchive.Unpacking.Ready ready -> ready.staged();
                case SecretsArchive.Unpacking.Refused refused ->
                    throw new Stop(
                            Reason.DAMAGED_VAULT,
                            "the vault's content was refused: "
                                    + refused.refusal().sentence(),
                            wayOut(refused.refusal().kind()));
            };
        } catch (PortFailure failed) {
            throw new Stop(
                    failed.kind() == PortFailure.Kind.FULL ? Reason.DAMAGED_VAULT : Reason.FAILED,
                    "the vault could not be laid out in the enclave: " + failed.getMessage(),
                    failed.kind() == PortFailure.Kind.FULL ? MORE_ROOM : failed.hint(),
                    failed);
        }
    }

    private static String wayOut(Refusal.Kind kind) {
        return kind == Refusal.Kind.ROOM
                ? MORE_ROOM
                : "an earlier copy: ls .tazpod/vault/ring, or the store's: tazpod list vault-history";
    }

    private static Stop interrupted() {
        return new Stop(Reason.INTERRUPTED, "interrupted; the vault stays locked", null);
    }

    private void undo(RuntimeException because) {
        try {
            enclave.wipe();
            sessions.forget();
        } catch (RuntimeException left) {
            because.addSuppressed(left);
            talk.warn("the enclave could not be emptied: " + left.getMessage());
        }
    }

    /// What an open vault wants around it. None of it is worth locking the vault again for.
    private void settle() {
        try {
            enclave.bridge().forEach(talk::warn);
            project.makeIdentityFolders();
            sessions.keepEnvironment(environment.exports());
        } catch (PortFailure trouble) {
            talk.warn(String.valueOf(trouble.getMessage()));
        }
    }
}
