package io.tazpod.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.vault.UnlockVault.Unlocked;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.domain.vault.archive.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockVaultTest {

    private static final Map<String, String> FILES = Map.of("token", "marker-1", "aws/key", "marker-2");

    @TempDir
    private Path folder;

    private Inside inside;

    @BeforeEach
    void set() throws IOException {
        inside = new Inside(folder);
    }

    private Stop refused(String... passphrases) {
        return catchThrowableOfType(Stop.class, () -> inside.unlock(passphrases));
    }

    private void assertNothingIsOpen() {
        assertThat(inside.enclave.facts().empty()).isTrue();
        assertThat(inside.hasSession()).isFalse();
        assertThat(inside.sessions.openingInterrupted()).isFalse();
    }

    @Test
    void the_right_passphrase_opens_the_vault() {
        inside.seal(FILES);

        var unlocked = inside.unlock(Inside.RIGHT);

        assertThat(unlocked).isEqualTo(new Unlocked.Opened(new Extent(2, 3, 16)));
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
        assertThat(inside.secret("token")).contains("marker-1");
        assertThat(inside.secret("aws/key")).contains("marker-2");
        assertThat(inside.enclave.bridged()).isTrue();
        assertThat(inside.talk.warned()).isEmpty();
    }

    @Test
    void what_was_just_opened_is_not_unsaved() {
        inside.seal(FILES);

        inside.unlock(Inside.RIGHT);

        assertThat(inside.describe().describe().unsaved()).isEqualTo(Optional.of(false));
    }

    @Test
    void three_wrong_passphrases_leave_nothing() throws IOException {
        inside.seal(FILES);
        var before = inside.bytes();

        var stop = refused("a", "b", "c", Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.WRONG_PASSPHRASE);
        assertThat(inside.talk.warned())
                .containsExactly("wrong passphrase, 2 attempts left", "wrong passphrase, 1 attempt left");
        assertNothingIsOpen();
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void the_last_attempt_may_be_the_right_one() {
        inside.seal(FILES);

        inside.unlock("a", "b", Inside.RIGHT);

        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
    }

    @Test
    void no_passphrase_leaves_the_vault_locked() {
        inside.seal(FILES);

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.NO_PASSPHRASE);
        assertThat(stop.hint()).contains("--passphrase-file");
        assertNothingIsOpen();
    }

    @Test
    void a_flipped_byte_is_called_damage_and_leaves_nothing() throws IOException {
        inside.seal(FILES);
        var damaged = inside.bytes();
        damaged[damaged.length / 2] ^= 1;
        inside.exchange(damaged);

        var stop = refused(Inside.RIGHT, Inside.RIGHT, Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.DAMAGED_VAULT);
        assertThat(stop.hint()).contains("ring");
        assertNothingIsOpen();
        assertThat(inside.bytes()).isEqualTo(damaged);
    }

    @Test
    void a_stump_is_refused_before_anybody_is_asked() throws IOException {
        inside.seal(FILES);
        inside.exchange(Arrays.copyOf(inside.bytes(), 40));

        var stop = refused();

        assertThat(stop.reason()).isEqualTo(Reason.DAMAGED_VAULT);
        assertThat(stop).hasMessageContaining("40 bytes").hasMessageContaining("cut short");
        assertNothingIsOpen();
    }

    @Test
    void content_that_is_no_archive_is_refused_and_leaves_nothing() throws IOException {
        inside.seal("no gzip at all".getBytes(StandardCharsets.UTF_8));
        var before = inside.bytes();

        var stop = refused(Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.DAMAGED_VAULT);
        assertThat(stop).hasMessageStartingWith("the vault's content was refused");
        assertNothingIsOpen();
        assertThat(inside.bytes()).isEqualTo(before);
    }

    @Test
    void a_full_enclave_leaves_nothing() {
        inside.seal(FILES);
        inside.secrets.failNext(Inside.full());

        var stop = refused(Inside.RIGHT);

        assertThat(stop.hint()).contains("vault.size");
        assertNothingIsOpen();
    }

    @Test
    void without_ram_nothing_is_opened() {
        inside.seal(FILES);
        inside.enclave.loseRam();

        assertThat(catchThrowableOfType(RuntimeException.class, () -> inside.unlock(Inside.RIGHT)))
                .isNotNull();
        assertNothingIsOpen();
    }

    @Test
    void an_interruption_leaves_nothing() {
        inside.seal(FILES);
        inside.askedToStop = true;

        var stop = refused(Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.INTERRUPTED);
        assertNothingIsOpen();
    }

    @Test
    void an_open_vault_is_left_as_it_is_and_nobody_is_asked() {
        inside.seal(FILES);
        inside.unlock(Inside.RIGHT);
        inside.put("token", "changed");

        assertThat(inside.unlock()).isEqualTo(new Unlocked.Already());
        assertThat(inside.secret("token")).contains("changed");
    }

    @Test
    void what_a_killed_unlock_left_is_removed() {
        inside.seal(FILES);
        inside.sessions.opening();
        inside.put("token", "half");

        inside.unlock(Inside.RIGHT);

        assertThat(inside.secret("token")).contains("marker-1");
        assertThat(inside.talk.warned()).anyMatch(line -> line.contains("killed"));
    }

    @Test
    void files_without_a_session_are_nobodys_to_remove() {
        inside.seal(FILES);
        inside.put("only-copy", "precious");

        var stop = refused(Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.HALF_OPEN);
        assertThat(inside.secret("only-copy")).contains("precious");
        assertThat(inside.hasSession()).isFalse();
    }

    @Test
    void without_a_vault_nothing_is_begun_unasked() {
        var stop = refused(Inside.RIGHT);

        assertThat(stop.reason()).isEqualTo(Reason.NO_VAULT);
        assertThat(stop.hint()).contains("tazpod pull").contains("--new");
        assertNothingIsOpen();
    }

    @Test
    void a_new_vault_is_open_and_not_saved_yet() {
        var begun = inside.unlockVault().unlock(Inside.typing(Inside.RIGHT), true);

        assertThat(begun).isEqualTo(new Unlocked.Created());
        assertThat(inside.state()).isEqualTo(VaultState.UNLOCKED);
        assertThat(Files.exists(inside.vaultFile())).isFalse();
        assertThat(inside.describe().describe().unsaved()).isEqualTo(Optional.of(true));
    }

    @Test
    void a_vault_that_is_there_is_never_begun_anew() throws IOException {
        inside.seal(FILES);
        var before = inside.bytes();

        inside.unlockVault().unlock(Inside.typing(Inside.RIGHT), true);

        assertThat(inside.secret("token")).contains("marker-1");
        assertThat(inside.bytes()).isEqualTo(before);
    }
}
