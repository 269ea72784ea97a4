package io.tazpod.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.domain.vault.archive.FileMark;
import io.tazpod.domain.vault.archive.Limits;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.vault.SecretsArchive.Staged;
import io.tazpod.ports.vault.SecretsArchive.Unpacking.Ready;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a folder on a real file system can do to an archive, beyond the contract.
class FolderArchiveTest {

    private static final Limits LIMITS = Limits.ofEnclave(64 << 20);

    @TempDir
    Path temp;

    private Enclave enclave = new Enclave(Path.of(""));
    private Enclave other = new Enclave(Path.of(""));

    @BeforeEach
    void makeTwo() throws IOException {
        enclave = new Enclave(Files.createDirectory(temp.resolve("one")));
        other = new Enclave(Files.createDirectory(temp.resolve("two")));
    }

    private Staged staged(Enclave target) {
        return ((Ready) target.archive()
                        .unpack(enclave.archive().pack().payload().joined(), LIMITS))
                .staged();
    }

    @Test
    void sockets_and_pipes_are_left_out_and_told_of() throws Exception {
        enclave.write("a", "x");
        assertThat(new ProcessBuilder("mkfifo", enclave.place("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(enclave.place("socket")));

            var packed = enclave.archive().pack();

            assertThat(packed.manifest().marks()).hasSize(1);
            assertThat(packed.notices()).singleElement().asString().endsWith(": pipe, socket");
        }
    }

    @Test
    void a_file_whose_size_does_not_fit_its_content_fails_the_save_by_name() {
        // the kernel says 0 bytes of these and gives more: to a reader they grow at each try
        var growing = new FolderArchive(Path.of("/proc/sys/kernel/random"));

        assertThatThrownBy(growing::pack)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(PortFailure.Kind.REFUSED))
                .hasMessageContaining("'boot_id' of the vault keeps changing");
    }

    @Test
    void a_name_that_comes_behind_the_walks_back_is_noticed() throws Exception {
        enclave.write("a/early", "x");
        enclave.write("z/late", "x");
        var moving = new TreeWalk(enclave.root(), new Interference(() -> {
            Files.move(enclave.place("z/late"), enclave.place("a/moved"));
        }));
        var still = new TreeWalk(enclave.root(), new Interference(() -> {}));

        moving.walk();
        still.walk();

        assertThat(moving.isStill()).isFalse();
        assertThat(still.isStill()).isTrue();
        assertThat(still.manifest().marks()).hasSize(4);
    }

    private interface Deed {
        void perform() throws IOException;
    }

    /// Does something the moment that the walk enters the folder `z`.
    private record Interference(Deed deed) implements TreeWalk.Sink {

        @Override
        public void folder(EntryName path, int mode, long mtime) throws IOException {
            if (path.equals(EntryName.ofText("z"))) {
                deed.perform();
            }
        }

        @Override
        public void symlink(EntryName path, String target, long mtime) {}

        @Override
        public void file(EntryName path, int mode, long mtime, long size) {}

        @Override
        public void content(byte[] content, int length) {}

        @Override
        public void endOfFile(long size) {}
    }

    @Test
    void hard_links_are_saved_as_files_of_their_own() throws IOException {
        Files.createLink(enclave.place("b"), enclave.write("a", "same"));

        assertThat(enclave.archive().pack().manifest().marks())
                .extracting(FileMark::sha256)
                .hasSize(2)
                .containsOnly(enclave.archive().survey().marks().getFirst().sha256());
    }

    @Test
    void links_are_not_followed() throws IOException {
        var outside = Files.writeString(temp.resolve("outside"), "secret of the host");
        Files.createSymbolicLink(enclave.place("file"), outside);
        Files.createSymbolicLink(enclave.place("folder"), temp);

        assertThat(enclave.archive().pack().manifest().marks())
                .extracting(FileMark::type)
                .containsExactly(FileMark.Type.SYMLINK, FileMark.Type.SYMLINK);
    }

    @Test
    void times_of_files_folders_and_links_come_back() throws IOException {
        enclave.write("d/e/f", "x");
        Files.createSymbolicLink(enclave.place("d/l"), Path.of("e"));
        for (var path : List.of("d/e/f", "d/e", "d")) {
            Files.setLastModifiedTime(enclave.place(path), FileTime.from(1_000_000 + path.length(), TimeUnit.SECONDS));
        }

        try (var staged = staged(other)) {
            staged.promote();
        }

        assertThat(other.rows()).isEqualTo(enclave.rows());
    }

    @Test
    void what_an_earlier_run_left_is_removed() throws IOException {
        enclave.write("a", "x");
        other.write(".tazpod-staging/new/half", "x");

        staged(other).close();

        assertThat(other.children()).isEmpty();
    }

    @Test
    void staging_is_no_content() throws IOException {
        enclave.write("a", "x");
        enclave.write(".tazpod-staging/new/half", "x");

        assertThat(enclave.archive().survey().marks()).hasSize(1);
    }

    @Test
    void replacing_leaves_the_cached_passphrase_and_sockets() throws Exception {
        enclave.write("a", "new");
        other.write("a", "old");
        other.write("b/c", "old");
        other.write(".vault_pass", "of the original");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(other.place("agent")));

            try (var staged = staged(other)) {
                staged.replace();
            }

            assertThat(other.children())
                    .containsExactlyInAnyOrder(other.place("a"), other.place(".vault_pass"), other.place("agent"));
            assertThat(other.place("a")).hasContent("new");
        }
    }

    @Test
    void there_is_a_sentence_for_a_folder_that_is_not_there() {
        var nowhere = new FolderArchive(temp.resolve("nowhere"));

        assertThatThrownBy(nowhere::pack)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(PortFailure.Kind.ABSENT));
        assertThatThrownBy(() -> nowhere.unpack(new byte[0], LIMITS))
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(PortFailure.Kind.ABSENT));
    }

    @Test
    void a_full_enclave_is_left_empty() throws Exception {
        enclave.write("large", "x".repeat(3 << 20));
        enclave.write("another", "x".repeat(3 << 20));
        var small = new Enclave(Files.createDirectory(temp.resolve("small")));
        Requirement.met(
                exits(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=4M",
                        "tmpfs",
                        small.root().toString()),
                "mount",
                "this user may not mount a small file system to fill up");

        try {
            assertThatThrownBy(() -> staged(small))
                    .isInstanceOfSatisfying(
                            PortFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(PortFailure.Kind.FULL))
                    .hasMessageContaining("'large'");
            assertThat(small.children()).isEmpty();
        } finally {
            exits("umount", small.root().toString());
        }
    }

    @Test
    void an_ordinary_user_can_do_it_all() throws Exception {
        var scripted = Files.setPosixFilePermissions(Files.createDirectory(temp.resolve("user")), Permissions.of(0777));
        Files.setPosixFilePermissions(temp, Permissions.of(0755));
        var process = AsOrdinaryUser.start(scripted);

        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo("locked folders moved\ncannot read 'a/closed' of the vault: permission denied\n");
    }

    private static boolean exits(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
