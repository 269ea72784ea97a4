package io.tazpod.app.vault;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.Session;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.machine.Interruptions;
import io.tazpod.ports.vault.SecretsArchive;
import java.util.Arrays;
import java.util.Optional;

/// Puts another content into the open vault, unless somebody works in it at that moment.
public final class ExchangeContent {

    private final OpenVault vault;
    private final SessionStore sessions;
    private final SecretsArchive archive;
    private final Enclave enclave;
    private final VaultEnvironment environment;
    private final Interruptions interruptions;
    private final Limits limits;
    private final Talk talk;

    public ExchangeContent(
            OpenVault vault,
            SessionStore sessions,
            SecretsArchive archive,
            Enclave enclave,
            VaultEnvironment environment,
            Interruptions interruptions,
            Limits limits,
            Talk talk) {
        this.vault = vault;
        this.sessions = sessions;
        this.archive = archive;
        this.enclave = enclave;
        this.environment = environment;
        this.interruptions = interruptions;
        this.limits = limits;
        this.talk = talk;
    }

    /// How the open vault stands.
    ///
    /// @param content hash of what is in the enclave
    /// @param dirty whether that was never saved
    /// @param file the vault file that it came from or went to
    public record Now(String content, boolean dirty, Optional<Sha256> file) {}

    public Now look() {
        try (var session = session()) {
            var content = archive.survey().contentHash();
            var file = session.vaultFile().flatMap(Sha256::parse);
            return new Now(content, file.isEmpty() || !content.equals(session.contentHash()), file);
        }
    }

    public Limits limits() {
        return limits;
    }

    /// With a key of its own, which the caller closes.
    public Session session() {
        var open = vault.state() == VaultState.UNLOCKED ? sessions.read() : Optional.<Session>empty();
        return open.orElseThrow(() -> new Stop(Reason.NOT_OPEN, "the vault is not open", "tazpod unlock"));
    }

    /// Makes the content of a vault file the open one.
    ///
    /// @param payload of that file
    /// @param expected hash of the content that may give way
    /// @return false, with nothing changed, when it is not that any more
    public boolean refresh(byte[] payload, V1Key key, Sha256 file, String expected) {
        return exchange(payload, expected, staged -> {
            var manifest = staged.manifest();
            return new Session(key, manifest.contentHash(), manifest.extent(), Optional.of(file.hex()));
        });
    }

    /// Makes a content the open one that is in no file yet; to be saved next.
    ///
    /// @return false, with nothing changed, when the content is not the expected one any more
    public boolean exchange(byte[] payload, V1Key key, String expected) {
        try (var before = session()) {
            return exchange(
                    payload, expected, staged -> new Session(key, UNSAVED, before.extent(), before.vaultFile()));
        }
    }

    /// hash of no content
    private static final String UNSAVED = "0".repeat(64);

    private interface Successor {
        Session of(SecretsArchive.Staged staged);
    }

    private boolean exchange(byte[] payload, String expected, Successor successor) {
        try (var _ = sessions.turn();
                var _ = session();
                var staged = staged(payload)) {
            staged.notices().forEach(notice -> talk.warn(notice.toString()));
            var done = new boolean[1];
            interruptions.guarded(asked -> {
                if (asked.toStop()) {
                    throw new Stop(Reason.INTERRUPTED, "interrupted; the open vault is as it was", null);
                }
                if (archive.survey().contentHash().equals(expected)) {
                    staged.replace();
                    sessions.write(successor.of(staged));
                    done[0] = true;
                }
            });
            if (done[0]) {
                settle();
            }
            return done[0];
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    private SecretsArchive.Staged staged(byte[] payload) {
        try {
            return switch (archive.unpack(payload, limits)) {
                case SecretsArchive.Unpacking.Ready ready -> ready.staged();
                case SecretsArchive.Unpacking.Refused refused ->
                    throw new Stop(
                            Reason.DAMAGED_VAULT,
                            "the other vault's content was refused: "
                                    + refused.refusal().sentence() + "; the open vault is as it was",
                            "an earlier state: tazpod list vault-history");
            };
        } catch (PortFailure failed) {
            boolean full = failed.kind() == PortFailure.Kind.FULL;
            throw new Stop(
                    Reason.FAILED,
                    "the enclave can't hold both states for a moment; the open vault is as it was: "
                            + failed.getMessage(),
                    full ? "raise vault.size in .tazpod/config.yaml, then: tazpod down && tazpod up" : failed.hint(),
                    failed);
        }
    }

    /// None of it is worth taking the content away again for.
    private void settle() {
        try {
            enclave.bridge().forEach(talk::warn);
            sessions.keepEnvironment(environment.exports());
        } catch (PortFailure trouble) {
            talk.warn(String.valueOf(trouble.getMessage()));
        }
    }
}
