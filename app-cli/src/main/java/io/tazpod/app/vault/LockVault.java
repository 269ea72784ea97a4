package io.tazpod.app.vault;

import io.tazpod.app.Pause;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.app.vault.SaveVault.Saved;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.Enclave.Holder;
import io.tazpod.ports.enclave.SessionStore;
import io.tazpod.ports.vault.SecretsArchive;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Saves, then removes the secrets from RAM and proves it.
public final class LockVault {

    /// an editor that saves is done after one; what still writes then would go on
    private static final int TRIES = 4;

    /// what was written just before a save can't be told from what came after it, by a clock that ticks
    private static final Duration TICK = Duration.ofMillis(30);

    private final OpenVault vault;
    private final SaveVault save;
    private final SecretsArchive archive;
    private final Enclave enclave;
    private final SessionStore sessions;
    private final Clock clock;
    private final Pause pause;
    private final Talk talk;

    public LockVault(
            OpenVault vault,
            SaveVault save,
            SecretsArchive archive,
            Enclave enclave,
            SessionStore sessions,
            Clock clock,
            Pause pause,
            Talk talk) {
        this.vault = vault;
        this.save = save;
        this.archive = archive;
        this.enclave = enclave;
        this.sessions = sessions;
        this.clock = clock;
        this.pause = pause;
        this.talk = talk;
    }

    /// @param saved what the save before it did; empty when nothing was open or it was discarded
    /// @param holders processes that still hold removed files open
    public record Locked(boolean wasOpen, Optional<Saved> saved, List<Holder> holders) {}

    /// @param force whether processes that hold files of the vault are ended
    /// @param discard whether what was not saved is given up
    public Locked lock(boolean force, boolean discard) {
        try (var _ = sessions.turn()) {
            return switch (vault.state()) {
                case MISSING, LOCKED -> nothingOpen(force);
                case UNLOCKED -> lockOpen(force, discard ? Optional.empty() : Optional.of(saveFirst()));
                case HALF_OPEN -> lockHalfOpen(force, discard);
            };
        }
    }

    /// A lock before this one may have left processes that still hold what was removed.
    private Locked nothingOpen(boolean force) {
        var holders = force ? ended(enclave.holders()) : List.<Holder>of();
        sessions.forget();
        enclave.wipe();
        enclave.unbridge();
        return new Locked(false, Optional.empty(), holders);
    }

    private Saved saveFirst() {
        try {
            return saveAll();
        } catch (Stop notSaved) {
            throw new Stop(
                    notSaved.reason(),
                    notSaved.getMessage() + "; the vault stays open",
                    (notSaved.hint() == null ? "" : notSaved.hint() + "; ")
                            + "to give the changes up: tazpod lock --discard",
                    notSaved);
        }
    }

    /// What is written while a save goes on is in no save: there is another one then, since what comes next empties the
    /// enclave.
    private Saved saveAll() {
        var told = Optional.<Saved>empty();
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) {
                pause.pause(TICK);
            }
            var begun = clock.instant();
            var saved = save.saveInTurn(false);
            if (told.isEmpty() || saved instanceof Saved.Written) {
                told = Optional.of(saved);
            }
            if (!archive.touchedSince(begun)) {
                return told.get();
            }
        }
        throw new Stop(
                Reason.SAVE_FAILED,
                "saved, but files of the vault are being written all the time",
                "end the program that writes them, then: tazpod lock");
    }

    /// An unlock that was killed left nothing of the operator's; anything else may be the only copy.
    private Locked lockHalfOpen(boolean force, boolean discard) {
        if (!discard && !sessions.openingInterrupted()) {
            throw new Stop(
                    Reason.HALF_OPEN,
                    "the enclave holds files without a session, so they can't be saved",
                    "copy what you need to /workspace, then: tazpod lock --discard");
        }
        return lockOpen(force, Optional.empty());
    }

    private Locked lockOpen(boolean force, Optional<Saved> saved) {
        var holders = force ? ended(enclave.holders()) : enclave.holders();
        // the key goes first: whatever happens next, nothing can seal an emptied enclave over the vault
        sessions.forget();
        try {
            enclave.wipe();
        } catch (PortFailure left) {
            throw new Stop(
                    Reason.HELD,
                    "the vault is not locked: " + left.getMessage()
                            + (holders.isEmpty() ? "" : "; held by " + named(holders)),
                    left.hint() == null ? "tazpod lock --force" : left.hint(),
                    left);
        }
        enclave.unbridge();
        var after = vault.state();
        if (after == VaultState.UNLOCKED || after == VaultState.HALF_OPEN) {
            throw new Stop(
                    Reason.HELD, "the vault is not locked: the enclave is " + after.word(), "tazpod lock --force");
        }
        return new Locked(true, saved, holders);
    }

    /// Those that are left.
    private List<Holder> ended(List<Holder> holders) {
        if (holders.isEmpty()) {
            return holders;
        }
        talk.say("ending " + named(holders));
        return enclave.end(holders);
    }

    static String named(List<Holder> holders) {
        return holders.stream().map(Holder::toString).collect(Collectors.joining(", "));
    }
}
