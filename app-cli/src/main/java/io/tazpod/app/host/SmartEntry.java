package io.tazpod.app.host;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.app.host.EnterShell.Entered;
import io.tazpod.domain.entry.EntryFacts;
import io.tazpod.domain.entry.EntryFacts.Vault;
import io.tazpod.domain.entry.EntryStep;
import io.tazpod.ports.terminal.Dialogue;

/// `tazpod` without a word: from whatever is here to a shell. Asks the decision table, does the step,
/// looks afresh.
public final class SmartEntry {

    private final Surroundings surroundings;
    private final Dialogue dialogue;
    private final Talk talk;
    private boolean unlockDeclined;
    private boolean bootstrapDeclined;
    private boolean newDeclined;

    public SmartEntry(Surroundings surroundings, Dialogue dialogue, Talk talk) {
        this.surroundings = surroundings;
        this.dialogue = dialogue;
        this.talk = talk;
    }

    /// The steps themselves, each of which looks at the world as it is by then.
    public interface Surroundings {
        boolean hasProject();

        /// Makes a project here, asking what has to be asked.
        void initialise();

        boolean containerRuns();

        void bringUp();

        /// Whether a store is configured that can be asked for the vault.
        boolean hasStore();

        /// Whether there is something to ask the store with.
        boolean hasCredentials();

        /// Whether this store has a login, and somebody is there for it.
        boolean canLogIn();

        /// Logs in to the store; 0 or the code that it failed with.
        int logIn();

        /// Tries to open a shell.
        Entered enter(boolean anyway);

        /// Unlocks inside; 0 or the code that it failed with.
        int unlock(boolean create);

        /// Fetches the vault; false when the store has none.
        boolean pull();

        /// Whether `--new` was given: a new vault is wanted if there is none, without asking.
        boolean newWanted();
    }

    /// Returns the shell's exit code, or the code of the first step that failed.
    public int enter() {
        var vault = Vault.UNKNOWN;
        while (true) {
            var step = EntryStep.next(facts(vault));
            switch (step) {
                case OFFER_INIT -> {
                    if (!agreed("There is no project here. Make one?", "tazpod init")) {
                        return 0;
                    }
                    surroundings.initialise();
                }
                case BRING_UP -> surroundings.bringUp();
                case OFFER_UNLOCK -> {
                    if (agreed("The vault is locked. Unlock it?", "--yes")) {
                        int code = surroundings.unlock(false);
                        if (code != 0) {
                            return code;
                        }
                        vault = Vault.UNKNOWN;
                    } else {
                        unlockDeclined = true;
                    }
                }
                case OFFER_BOOTSTRAP -> {
                    switch (fetched()) {
                        case Fetched.There _ -> vault = Vault.LOCKED;
                        case Fetched.Not _ -> bootstrapDeclined = true;
                        case Fetched.Failed(int code) -> {
                            return code;
                        }
                    }
                }
                case OFFER_NEW -> {
                    if (surroundings.newWanted() || agreedToNew()) {
                        int code = surroundings.unlock(true);
                        if (code != 0) {
                            return code;
                        }
                        vault = Vault.UNKNOWN;
                    } else {
                        newDeclined = true;
                    }
                }
                case ENTER, ENTER_LOCKED -> {
                    if (step == EntryStep.ENTER_LOCKED) {
                        talk.warn("nothing is unlocked in this shell; later: tazpod unlock");
                    }
                    switch (surroundings.enter(step == EntryStep.ENTER_LOCKED)) {
                        case Entered.Left left -> {
                            return left.exitCode();
                        }
                        case Entered.NotOpen(Vault found) -> vault = found;
                    }
                }
            }
        }
    }

    private sealed interface Fetched {
        record There() implements Fetched {}

        /// not wanted, or the store has none
        record Not() implements Fetched {}

        record Failed(int code) implements Fetched {}
    }

    /// Logs in where there is nothing to ask the store with, or where it refuses what there is.
    private Fetched fetched() {
        boolean known = surroundings.hasCredentials();
        if (!agreed(
                "There is no vault here. " + (known ? "Fetch" : "Log in, and fetch") + " it from the store?",
                "--yes")) {
            return new Fetched.Not();
        }
        int code = known ? 0 : surroundings.logIn();
        if (code != 0) {
            return new Fetched.Failed(code);
        }
        try {
            return pulled();
        } catch (Stop refused) {
            if (!known || refused.reason() != Reason.STORE_DENIED || !surroundings.canLogIn()) {
                throw refused;
            }
            talk.warn(String.valueOf(refused.getMessage()));
            if (!dialogue.confirm("Log in, and try again?")) {
                throw refused;
            }
        }
        int second = surroundings.logIn();
        return second == 0 ? pulled() : new Fetched.Failed(second);
    }

    private Fetched pulled() {
        return surroundings.pull() ? new Fetched.There() : new Fetched.Not();
    }

    private EntryFacts facts(Vault vault) {
        boolean project = surroundings.hasProject();
        boolean running = project && surroundings.containerRuns();
        return new EntryFacts(
                project,
                running,
                running ? vault : Vault.UNKNOWN,
                project && surroundings.hasStore() && !surroundings.newWanted(),
                unlockDeclined,
                bootstrapDeclined,
                newDeclined);
    }

    private boolean agreedToNew() {
        if (!dialogue.possible()) {
            throw new Stop(
                    Reason.NO_VAULT,
                    "there is no vault here, and no terminal to ask on",
                    "fetch it: tazpod pull, or begin a new one: tazpod unlock --new");
        }
        return dialogue.confirm("There is no vault yet. Begin a new one?");
    }

    private boolean agreed(String question, String flag) {
        return dialogue.confirm(question, flag);
    }
}
