package io.tazpod.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.RecordingTalk;
import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.host.EnterShell.Entered;
import io.tazpod.domain.entry.EntryFacts.Vault;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.ScriptedDialogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmartEntryTest {

    private final World world = new World();
    private final RecordingTalk talk = new RecordingTalk();

    /// A world that the steps change, and that keeps what was done.
    private static final class World implements SmartEntry.Surroundings {

        private final List<String> done = new ArrayList<>();
        private boolean project = true;
        private boolean running = true;
        private boolean store;
        private boolean inStore;
        private boolean credentials = true;
        private boolean denied;
        private int loginCode;
        private boolean newWanted;
        private boolean engineBroken;
        private int unlockCode;
        private int shellCode;
        private Vault vault = Vault.UNLOCKED;

        @Override
        public boolean hasProject() {
            return project;
        }

        @Override
        public void initialise() {
            done.add("init");
            project = true;
        }

        @Override
        public boolean containerRuns() {
            return running;
        }

        @Override
        public void bringUp() {
            done.add("up");
            if (engineBroken) {
                throw new Stop(Reason.NO_ENGINE, "no engine", null);
            }
            running = true;
        }

        @Override
        public boolean hasStore() {
            return store;
        }

        @Override
        public boolean hasCredentials() {
            return credentials;
        }

        @Override
        public boolean canLogIn() {
            return true;
        }

        @Override
        public int logIn() {
            done.add("login");
            denied = false;
            return loginCode;
        }

        @Override
        public Entered enter(boolean anyway) {
            done.add(anyway ? "shell anyway" : "shell");
            return vault == Vault.UNLOCKED || anyway ? new Entered.Left(shellCode) : new Entered.NotOpen(vault);
        }

        @Override
        public int unlock(boolean create) {
            done.add(create ? "new" : "unlock");
            if (unlockCode == 0) {
                vault = Vault.UNLOCKED;
            }
            return unlockCode;
        }

        @Override
        public boolean pull() {
            done.add("pull");
            if (denied) {
                throw new Stop(Reason.STORE_DENIED, "the token has expired", null);
            }
            if (inStore) {
                vault = Vault.LOCKED;
            }
            return inStore;
        }

        @Override
        public boolean newWanted() {
            return newWanted;
        }
    }

    private int enter(String... answers) {
        return enter(ScriptedDialogue.answering(answers));
    }

    private int enter(Dialogue dialogue) {
        return new SmartEntry(world, dialogue, talk).enter();
    }

    @Test
    void without_credentials_a_login_goes_before_the_fetching() {
        world.vault = Vault.MISSING;
        world.store = true;
        world.inStore = true;
        world.credentials = false;

        assertThat(enter("y", "y")).isZero();

        assertThat(world.done).containsExactly("shell", "login", "pull", "unlock", "shell");
    }

    @Test
    void a_failed_login_ends_it_there() {
        world.vault = Vault.MISSING;
        world.store = true;
        world.credentials = false;
        world.loginCode = 31;

        assertThat(enter("y")).isEqualTo(31);

        assertThat(world.done).containsExactly("shell", "login");
    }

    @Test
    void credentials_that_the_store_refuses_lead_to_a_login_once() {
        world.vault = Vault.MISSING;
        world.store = true;
        world.inStore = true;
        world.denied = true;

        assertThat(enter("y", "y", "y")).isZero();

        assertThat(world.done).containsExactly("shell", "pull", "login", "pull", "unlock", "shell");
    }

    @Test
    void an_open_vault_is_entered_in_one_step() {
        assertThat(enter()).isZero();

        assertThat(world.done).containsExactly("shell");
        assertThat(talk.warned()).isEmpty();
    }

    @Test
    void the_shells_exit_code_is_ours() {
        world.shellCode = 7;

        assertThat(enter()).isEqualTo(7);
    }

    @Test
    void from_nothing_to_a_shell() {
        world.project = false;
        world.running = false;
        world.vault = Vault.MISSING;

        assertThat(enter("y", "y")).isZero();

        assertThat(world.done).containsExactly("init", "up", "shell", "new", "shell");
    }

    @Test
    void a_fresh_host_fetches_the_vault() {
        world.running = false;
        world.vault = Vault.MISSING;
        world.store = true;
        world.inStore = true;

        assertThat(enter("y", "y")).isZero();

        assertThat(world.done).containsExactly("up", "shell", "pull", "unlock", "shell");
    }

    @Test
    void a_store_without_a_vault_leads_to_the_offer_of_a_new_one() {
        world.vault = Vault.MISSING;
        world.store = true;

        assertThat(enter("y", "y")).isZero();

        assertThat(world.done).containsExactly("shell", "pull", "new", "shell");
    }

    @Test
    void no_project_and_none_wanted_is_no_error() {
        world.project = false;

        assertThat(enter("n")).isZero();
        assertThat(world.done).isEmpty();
    }

    @Test
    void the_first_failed_step_ends_it() {
        world.running = false;
        world.engineBroken = true;

        var stop = catchThrowableOfType(Stop.class, this::enter);

        assertThat(stop.reason()).isEqualTo(Reason.NO_ENGINE);
        assertThat(world.done).containsExactly("up");
    }

    @Test
    void a_failed_unlock_ends_it_with_its_code() {
        world.vault = Vault.LOCKED;
        world.unlockCode = 20;

        assertThat(enter("y")).isEqualTo(20);
        assertThat(world.done).containsExactly("shell", "unlock");
    }

    @Test
    void a_failed_unlock_after_a_fetch_ends_it_too() {
        world.vault = Vault.MISSING;
        world.store = true;
        world.inStore = true;
        world.unlockCode = 21;

        assertThat(enter("y", "y")).isEqualTo(21);
        assertThat(world.done).containsExactly("shell", "pull", "unlock");
    }

    @Test
    void a_new_vault_that_fails_ends_it() {
        world.vault = Vault.MISSING;
        world.unlockCode = 28;

        assertThat(enter("y")).isEqualTo(28);
    }

    @Test
    void a_declined_unlock_goes_on_with_a_warning() {
        world.vault = Vault.LOCKED;
        world.shellCode = 3;

        assertThat(enter("n")).isEqualTo(3);

        assertThat(world.done).containsExactly("shell", "shell anyway");
        assertThat(talk.warned()).containsExactly("nothing is unlocked in this shell; later: tazpod unlock");
    }

    @Test
    void a_declined_fetch_and_a_declined_new_vault_go_on_with_a_warning() {
        world.vault = Vault.MISSING;
        world.store = true;

        assertThat(enter("n", "n")).isZero();

        assertThat(world.done).containsExactly("shell", "shell anyway");
        assertThat(talk.warned()).hasSize(1);
    }

    @Test
    void a_half_open_vault_is_offered_to_be_unlocked() {
        world.vault = Vault.HALF_OPEN;

        assertThat(enter("y")).isZero();
        assertThat(world.done).containsExactly("shell", "unlock", "shell");
    }

    @Test
    void a_new_vault_that_is_wanted_is_begun_without_a_question_or_a_fetch() {
        world.vault = Vault.MISSING;
        world.store = true;
        world.inStore = true;
        world.newWanted = true;

        assertThat(enter(ScriptedDialogue.nobody())).isZero();

        assertThat(world.done).containsExactly("shell", "new", "shell");
    }

    @Test
    void without_a_terminal_a_missing_vault_is_an_error_that_names_the_flag() {
        world.vault = Vault.MISSING;

        var stop = catchThrowableOfType(Stop.class, () -> enter(ScriptedDialogue.nobody()));

        assertThat(stop.reason()).isEqualTo(Reason.NO_VAULT);
        assertThat(stop.hint()).contains("--new");
    }

    @Test
    void without_a_terminal_a_question_is_an_error_that_names_the_flag() {
        world.vault = Vault.LOCKED;

        var failure = catchThrowableOfType(PortFailure.class, () -> enter(ScriptedDialogue.nobody()));

        assertThat(failure.hint()).contains("--yes");
        assertThat(world.done).containsExactly("shell");
    }
}
