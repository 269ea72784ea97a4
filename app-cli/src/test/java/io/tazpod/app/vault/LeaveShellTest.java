package io.tazpod.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.domain.config.TazpodConfig.OnExit;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave.Holder;
import io.tazpod.ports.terminal.Dialogue;
import io.tazpod.ports.terminal.ScriptedDialogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaveShellTest {

    @TempDir
    private Path folder;

    private Inside inside;
    private final List<VaultState> pushedWhen = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        inside = new Inside(folder);
        inside.seal(Map.of("token", "first"));
        inside.unlock(Inside.RIGHT);
        inside.put("token", "second");
    }

    private void leave(OnExit onExit) {
        leave(onExit, ScriptedDialogue.nobody());
    }

    private void leave(OnExit onExit, Dialogue dialogue) {
        inside.leave(onExit, dialogue, () -> pushedWhen.add(inside.state())).leave();
    }

    private String savedToken() {
        inside.unlock(Inside.RIGHT);
        return inside.secret("token").orElseThrow();
    }

    @Test
    void saves_pushes_while_it_is_open_and_locks() {
        leave(OnExit.PUSH);

        assertThat(pushedWhen).containsExactly(VaultState.UNLOCKED);
        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
        assertThat(inside.talk.said()).containsExactly("saved 1 file, vault locked");
        assertThat(savedToken()).isEqualTo("second");
    }

    @Test
    void a_failing_push_does_not_hold_the_lock_up() {
        inside.leave(OnExit.PUSH, ScriptedDialogue.nobody(), () -> {
                    throw new PortFailure(PortFailure.Kind.UNREACHABLE, "nobody answers");
                })
                .leave();

        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
        assertThat(inside.talk.warned()).containsExactly("not pushed: nobody answers");
    }

    @Test
    void saves_without_a_push_when_told_so() {
        leave(OnExit.SAVE);

        assertThat(pushedWhen).isEmpty();
        assertThat(savedToken()).isEqualTo("second");
    }

    @Test
    void discards_when_told_so_and_says_it() {
        leave(OnExit.DISCARD);

        assertThat(inside.talk.warned()).singleElement().asString().contains("given up");
        assertThat(savedToken()).isEqualTo("first");
    }

    @Test
    void asks_when_told_so() {
        leave(OnExit.ASK, ScriptedDialogue.answering("n"));
        assertThat(savedToken()).isEqualTo("first");

        inside.put("token", "third");
        leave(OnExit.ASK, ScriptedDialogue.answering("y"));
        assertThat(savedToken()).isEqualTo("third");
    }

    @Test
    void saves_when_there_is_nobody_to_ask() {
        leave(OnExit.ASK, ScriptedDialogue.nobody());

        assertThat(savedToken()).isEqualTo("second");
    }

    @Test
    void does_not_ask_about_nothing() {
        inside.put("token", "first");
        var dialogue = ScriptedDialogue.answering();

        leave(OnExit.ASK, dialogue);

        assertThat(dialogue.asked()).isEmpty();
        assertThat(inside.talk.said()).containsExactly("nothing new to save, vault locked");
    }

    @Test
    void a_failing_save_leaves_the_vault_open() {
        inside.file.refuseWrites(Inside.full());

        var stop = catchThrowableOfType(Stop.class, () -> leave(OnExit.PUSH));

        assertThat(stop.reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
        assertThat(inside.secret("token")).contains("second");
        assertThat(pushedWhen).isEmpty();
    }

    @Test
    void names_who_still_holds_files() {
        inside.enclave.heldBy(new Holder(7, "vim"));

        leave(OnExit.SAVE);

        assertThat(inside.talk.warned()).singleElement().asString().contains("vim (7)", "tazpod lock --force");
    }

    @Test
    void does_nothing_when_nothing_is_open() {
        inside.lockVault().lock(false, true);

        leave(OnExit.PUSH);

        assertThat(pushedWhen).isEmpty();
        assertThat(inside.talk.said()).isEmpty();
    }
}
