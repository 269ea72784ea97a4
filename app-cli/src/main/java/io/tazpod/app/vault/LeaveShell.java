package io.tazpod.app.vault;

import io.tazpod.app.Stop;
import io.tazpod.app.Talk;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.terminal.Dialogue;

/// What the last shell does on its way out: save, push, lock.
public final class LeaveShell {

    private final OpenVault vault;
    private final DescribeVault describe;
    private final LockVault lock;
    private final SaveVault save;
    private final Runnable push;
    private final Dialogue dialogue;
    private final OnExit onExit;
    private final Talk talk;

    /// @param push sends the saved vault to the store; says itself what came of it
    public LeaveShell(
            OpenVault vault,
            DescribeVault describe,
            LockVault lock,
            SaveVault save,
            Runnable push,
            Dialogue dialogue,
            OnExit onExit,
            Talk talk) {
        this.vault = vault;
        this.describe = describe;
        this.lock = lock;
        this.save = save;
        this.push = push;
        this.dialogue = dialogue;
        this.onExit = onExit;
        this.talk = talk;
    }

    /// Locks, unless the save fails: then the vault stays open and nothing is lost.
    public void leave() {
        if (vault.state() != VaultState.UNLOCKED) {
            return;
        }
        boolean discard = onExit == OnExit.DISCARD || (onExit == OnExit.ASK && !wantsSave());
        if (discard && describe.describe().unsaved().orElse(true)) {
            talk.warn("what was not saved is given up, as the configuration says (sync.on_exit)");
        }
        var saved = discard ? "" : words(save.save(false));
        if (!discard && onExit == OnExit.PUSH) {
            // before the lock: the store's keys may be in the vault
            pushSaved();
        }
        var locked = lock.lock(false, discard);
        talk.say(saved + "vault locked");
        if (!locked.holders().isEmpty()) {
            talk.warn("still holding removed files of the vault: " + LockVault.named(locked.holders())
                    + "; end them: tazpod lock --force");
        }
    }

    private void pushSaved() {
        try {
            push.run();
        } catch (Stop | PortFailure | LinkageError notPushed) {
            // whatever is wrong with the store, the secrets go
            talk.warn("not pushed: " + notPushed.getMessage());
        }
    }

    private boolean wantsSave() {
        return !describe.describe().unsaved().orElse(true)
                || !dialogue.possible()
                || dialogue.confirm("Save the changes to the vault?");
    }

    private static String words(SaveVault.Saved saved) {
        return switch (saved) {
            case SaveVault.Saved.Written written ->
                "saved " + written.extent().files() + (written.extent().files() == 1 ? " file, " : " files, ");
            case SaveVault.Saved.Unchanged _ -> "nothing new to save, ";
        };
    }
}
