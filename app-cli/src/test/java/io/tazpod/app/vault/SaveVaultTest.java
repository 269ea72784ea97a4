package io.tazpod.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.vault.SaveVault.Saved;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveVaultTest {

    @TempDir
    private Path folder;

    private Inside inside;

    @BeforeEach
    void open() throws IOException {
        inside = new Inside(folder);
        inside.seal(Map.of("token", "first", "other", "same"));
        inside.unlock(Inside.RIGHT);
    }

    private Stop refused() {
        return catchThrowableOfType(Stop.class, () -> inside.saveVault().save(false));
    }

    private Optional<String> afterLockAndUnlock(String name) {
        inside.lockVault().lock(false, true);
        inside.unlock(Inside.RIGHT);
        return inside.secret(name);
    }

    @Test
    void nothing_is_written_when_nothing_changed() throws IOException {
        var before = inside.bytes();

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Unchanged.class);
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void what_changed_is_there_after_the_next_unlock() {
        inside.put("token", "second");

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Written.class);

        assertThat(afterLockAndUnlock("token")).contains("second");
    }

    @Test
    void more_than_the_next_unlock_has_room_for_is_saved_and_told() {
        inside.limits = new Limits(10, 100);
        inside.put("token", "more than ten bytes");

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Written.class);

        assertThat(inside.talk.warned()).singleElement().asString().contains("vault.size");
    }

    @Test
    void a_second_save_finds_nothing_to_do() {
        inside.put("token", "second");
        inside.saveVault().save(false);

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Unchanged.class);
    }

    @Test
    void a_vault_that_is_not_open_is_not_saved() {
        inside.lockVault().lock(false, true);

        assertThat(refused().reason()).isEqualTo(Reason.NOT_OPEN);
    }

    @Test
    void files_without_a_session_are_not_saved() throws IOException {
        var before = inside.bytes();
        inside.sessions.forget();

        assertThat(refused().reason()).isEqualTo(Reason.HALF_OPEN);
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void an_enclave_that_lost_everything_does_not_replace_the_vault() throws IOException {
        var before = inside.bytes();
        inside.secrets.clear();

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.SHRUNK);
        assertThat(stop.hint()).contains("tazpod save --force");
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void a_loss_that_is_meant_is_saved() {
        inside.secrets.clear();

        assertThat(inside.saveVault().save(true)).isInstanceOf(Saved.Written.class);
        assertThat(afterLockAndUnlock("token")).isEmpty();
    }

    @Test
    void one_file_less_is_no_loss() {
        inside.secrets.remove(EntryName.ofText("token"));

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Written.class);
    }

    @Test
    void a_vault_file_of_somebody_else_is_not_overwritten() throws IOException {
        var foreign = inside.bytes().clone();
        foreign[foreign.length - 1] ^= 1;
        inside.exchange(foreign);
        inside.put("token", "mine");

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.VAULT_CHANGED);
        assertThat(inside.bytes()).isEqualTo(foreign);
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
    }

    @Test
    void insisting_keeps_ours_and_puts_the_other_into_the_ring() throws IOException {
        var foreign = inside.bytes().clone();
        foreign[foreign.length - 1] ^= 1;
        inside.exchange(foreign);
        inside.put("token", "mine");

        inside.saveVault().save(true);

        assertThat(afterLockAndUnlock("token")).contains("mine");
        try (var ring = Files.list(inside.vaultFile().resolveSibling("ring"))) {
            assertThat(ring.map(SaveVaultTest::read)).anyMatch(bytes -> java.util.Arrays.equals(bytes, foreign));
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void a_failing_write_leaves_vault_file_and_session() throws IOException {
        var before = inside.bytes();
        inside.put("token", "second");
        inside.file.refuseWrites(Inside.full());

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(stop).hasMessageContaining("as it was");
        assertThat(inside.bytes()).isEqualTo(before);
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
        assertThat(inside.secret("token")).contains("second");
        assertThat(inside.describe().describe().unsaved()).contains(true);
    }

    @Test
    void what_cannot_be_read_is_not_saved() throws IOException {
        var before = inside.bytes();
        inside.secrets.failNext(Inside.full());

        assertThat(refused().reason()).isEqualTo(Reason.SAVE_FAILED);
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void a_vault_file_that_vanished_is_written_again() throws IOException {
        Files.delete(inside.vaultFile());

        assertThat(inside.saveVault().save(false)).isInstanceOf(Saved.Written.class);
        assertThat(afterLockAndUnlock("token")).contains("first");
    }

    @Test
    void a_new_vault_is_saved_though_it_is_empty(@TempDir Path other) throws IOException {
        var fresh = new Inside(other);
        fresh.unlockVault().unlock(Inside.typing(Inside.RIGHT), true);

        assertThat(fresh.saveVault().save(false)).isInstanceOf(Saved.Written.class);
        assertThat(Files.exists(fresh.vaultFile())).isTrue();
    }
}
