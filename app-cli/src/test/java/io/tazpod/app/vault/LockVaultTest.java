package io.tazpod.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.vault.SaveVault.Saved;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.enclave.Enclave.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockVaultTest {

    @TempDir
    private Path folder;

    private Inside inside;

    @BeforeEach
    void open() throws IOException {
        inside = new Inside(folder);
        inside.seal(Map.of("token", "first"));
        inside.unlock(Inside.RIGHT);
    }

    private Stop refused(boolean force, boolean discard) {
        return catchThrowableOfType(Stop.class, () -> inside.lockVault().lock(force, discard));
    }

    @Test
    void what_changed_is_saved_first() {
        inside.put("token", "second");

        var locked = inside.lockVault().lock(false, false);

        assertThat(locked.wasOpen()).isTrue();
        assertThat(locked.saved()).get().isInstanceOf(Saved.Written.class);
        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
        assertThat(inside.enclave.facts().empty()).isTrue();
        assertThat(inside.enclave.bridged()).isFalse();
        inside.unlock(Inside.RIGHT);
        assertThat(inside.secret("token")).contains("second");
    }

    @Test
    void what_is_written_while_the_save_goes_on_is_saved_too() {
        inside.put("token", "second");
        inside.secrets.whenPacked(() -> inside.put("late", "written while open"));

        var locked = inside.lockVault().lock(false, false);

        assertThat(locked.saved()).get().isInstanceOf(Saved.Written.class);
        inside.unlock(Inside.RIGHT);
        assertThat(inside.secret("token")).contains("second");
        assertThat(inside.secret("late")).contains("written while open");
    }

    @Test
    void a_vault_that_is_written_to_all_the_time_stays_open() {
        writeAllTheTime(0);

        var stop = refused(false, false);

        assertThat(stop.reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(stop).hasMessageContaining("written all the time").hasMessageContaining("stays open");
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
    }

    private void writeAllTheTime(int turn) {
        inside.secrets.whenPacked(() -> {
            inside.put("log", "line " + turn);
            writeAllTheTime(turn + 1);
        });
    }

    @Test
    void a_failing_save_keeps_the_vault_open() throws IOException {
        var before = inside.bytes();
        inside.put("token", "second");
        inside.file.refuseWrites(Inside.full());

        var stop = refused(false, false);

        assertThat(stop.reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(stop).hasMessageContaining("the vault stays open");
        assertThat(stop.hint()).contains("tazpod lock --discard");
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
        assertThat(inside.secret("token")).contains("second");
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void force_does_not_mean_giving_changes_up() {
        inside.put("token", "second");
        inside.file.refuseWrites(Inside.full());

        assertThat(refused(true, false).reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(inside.secret("token")).contains("second");
    }

    @Test
    void discarding_gives_the_changes_up() throws IOException {
        var before = inside.bytes();
        inside.put("token", "second");
        inside.file.refuseWrites(Inside.full());

        var locked = inside.lockVault().lock(false, true);

        assertThat(locked.saved()).isEmpty();
        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void locking_twice_is_quiet() {
        inside.lockVault().lock(false, false);

        assertThat(inside.lockVault().lock(false, false).wasOpen()).isFalse();
    }

    @Test
    void files_without_a_session_are_not_thrown_away_unasked() {
        inside.sessions.forget();

        var stop = refused(false, false);

        assertThat(stop.reason()).isEqualTo(Reason.HALF_OPEN);
        assertThat(stop.hint()).contains("tazpod lock --discard");
        assertThat(inside.secret("token")).contains("first");

        inside.lockVault().lock(false, true);
        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
    }

    @Test
    void what_a_killed_unlock_left_is_wiped_unasked() {
        inside.sessions.forget();
        inside.sessions.opening();

        inside.lockVault().lock(false, false);

        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
    }

    /// Its hint says so.
    @Test
    void a_damaged_session_can_be_discarded() throws IOException {
        Files.write(folder.resolve("run/key"), new byte[3]);

        assertThat(inside.state()).isEqualTo(VaultState.HALF_OPEN);
        assertThat(refused(true, false).reason()).isEqualTo(Reason.HALF_OPEN);

        inside.lockVault().lock(true, true);
        assertThat(inside.state()).isEqualTo(VaultState.LOCKED);
    }

    @Test
    void an_enclave_that_cannot_be_emptied_is_not_called_locked() {
        inside.enclave.heldBy(new Holder(7, "vim"));
        inside.enclave.refuseToBeWiped();

        var stop = refused(false, false);

        assertThat(stop.reason()).isEqualTo(Reason.HELD);
        assertThat(stop).hasMessageContaining("not locked").hasMessageContaining("vim (7)");
    }

    @Test
    void holders_are_named_and_left_alone() {
        inside.enclave.heldBy(new Holder(7, "vim"));

        var locked = inside.lockVault().lock(false, false);

        assertThat(locked.holders()).containsExactly(new Holder(7, "vim"));
        assertThat(inside.enclave.holders()).hasSize(1);
    }

    @Test
    void holders_are_ended_by_force() {
        inside.enclave.heldBy(new Holder(7, "vim"));

        var locked = inside.lockVault().lock(true, false);

        assertThat(locked.holders()).isEmpty();
        assertThat(inside.talk.said()).containsExactly("ending vim (7)");
    }

    @Test
    void force_ends_holders_that_an_earlier_lock_has_left() {
        inside.enclave.heldBy(new Holder(7, "vim"));
        var left = inside.lockVault().lock(false, false);

        var locked = inside.lockVault().lock(true, false);

        assertThat(left.holders()).hasSize(1);
        assertThat(locked.holders()).isEmpty();
        assertThat(inside.enclave.holders()).isEmpty();
        assertThat(inside.talk.said()).containsExactly("ending vim (7)");
    }
}
