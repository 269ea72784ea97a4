package io.tazpod.ports.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tazpod.domain.vault.archive.EntryName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What every [Enclave] keeps to.
public abstract class EnclaveContract {

    /// An enclave that nothing was done to yet.
    protected abstract Enclave enclave();

    /// Puts a file into the open enclave.
    protected abstract void put(String path, byte[] content);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_open_enclave_is_ram_and_empty() {
        enclave().open();

        assertThat(enclave().facts()).isEqualTo(new Enclave.Facts(true, true));
    }

    @Test
    void opening_twice_changes_nothing() {
        enclave().open();
        put("token", bytes("secret"));

        enclave().open();

        assertThat(enclave().readSmall("token")).contains(bytes("secret"));
    }

    @Test
    void what_is_in_it_shows() {
        enclave().open();
        put("token", bytes("secret"));

        assertThat(enclave().facts()).isEqualTo(new Enclave.Facts(true, false));
    }

    @Test
    void wiping_leaves_nothing() {
        enclave().open();
        put("token", bytes("secret"));
        put("deep/er/token", bytes("secret"));

        enclave().wipe();

        assertThat(enclave().facts().empty()).isTrue();
        assertThat(enclave().readSmall("token")).isEmpty();
    }

    @Test
    void wiping_an_empty_enclave_is_quiet() {
        assertThatCode(() -> {
                    enclave().wipe();
                    enclave().open();
                    enclave().wipe();
                    enclave().wipe();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void it_can_be_opened_again_after_a_wipe() {
        enclave().open();
        enclave().wipe();

        enclave().open();
        put("token", bytes("new"));

        assertThat(enclave().readSmall("token")).contains(bytes("new"));
    }

    @Test
    void only_plain_files_below_it_are_read() {
        enclave().open();
        put("folder/file", bytes("x"));

        assertThat(enclave().readSmall("folder/file")).isPresent();
        assertThat(enclave().readSmall("folder")).isEmpty();
        assertThat(enclave().readSmall("nothing")).isEmpty();
        assertThat(enclave().readSmall("../etc/hostname")).isEmpty();
    }

    @Test
    void a_file_is_there_by_its_name_and_a_folder_is_not() {
        enclave().open();
        put("folder/file", bytes("x"));

        assertThat(enclave().has(EntryName.ofText("folder/file"))).isTrue();
        assertThat(enclave().has(EntryName.ofText("folder"))).isFalse();
        assertThat(enclave().has(EntryName.ofText("nothing"))).isFalse();
    }

    @Test
    void nobody_holds_an_idle_enclave() {
        enclave().open();
        put("token", bytes("secret"));

        assertThat(enclave().holders()).isEmpty();
    }

    @Test
    void bridging_and_unbridging_can_be_repeated() {
        enclave().open();

        assertThat(enclave().bridge()).isEmpty();
        assertThat(enclave().bridge()).isEmpty();
        enclave().unbridge();

        assertThatCode(() -> enclave().unbridge()).doesNotThrowAnyException();
    }
}
