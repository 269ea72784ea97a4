package io.tazpod.local.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tazpod.local.enclave.RamEnclave.Mounting;
import io.tazpod.local.machine.ChildPrograms;
import io.tazpod.local.machine.ThisMachine;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Enclave;
import io.tazpod.ports.enclave.EnclaveContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The enclave that is mounted at unlock; only root may mount here.
class RamEnclaveTest extends EnclaveContract {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path home;

    private RamEnclave enclave;

    @BeforeEach
    void needsMounts() {
        var user = ThisMachine.user();
        enclave = new RamEnclave(
                home.resolve("secrets"),
                home.resolve("aws"),
                new Mounting.AtUnlock(MIB, user.uid(), user.gid()),
                new ChildPrograms());
        assumeTrue(user.uid() == 0 && mounts(), "skipped: file systems can't be mounted here");
    }

    private boolean mounts() {
        try {
            enclave.open();
            enclave.wipe();
            return true;
        } catch (PortFailure notAllowed) {
            return false;
        }
    }

    @AfterEach
    void clean() {
        enclave.unbridge();
        enclave.wipe();
    }

    @Override
    protected Enclave enclave() {
        return enclave;
    }

    @Override
    protected void put(String path, byte[] content) {
        try {
            var file = home.resolve("secrets").resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void a_folder_on_a_disk_is_never_opened() throws IOException {
        var plain = Files.createDirectory(home.resolve("plain"));
        var declared = new RamEnclave(plain, home.resolve("aws2"), new Mounting.Declared(), new ChildPrograms());

        var failure = catchThrowableOfType(PortFailure.class, declared::open);

        assertThat(failure).hasMessageContaining("no RAM file system");
        assertThat(failure.hint()).contains("tazpod down && tazpod up");
    }

    @Test
    void somebodys_own_folder_is_not_taken_for_the_bridge() throws IOException {
        enclave.open();
        Files.createDirectory(home.resolve("aws"));
        Files.writeString(home.resolve("aws/config"), "mine");

        assertThat(enclave.bridge()).singleElement().asString().contains("left as it is");

        enclave.unbridge();
        assertThat(home.resolve("aws/config")).content().isEqualTo("mine");
    }
}
