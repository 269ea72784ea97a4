package io.tazpod.local.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.ETag;
import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.domain.sync.RevisionId;
import io.tazpod.domain.sync.Sha256;
import io.tazpod.domain.sync.StoreId;
import io.tazpod.domain.sync.StoreTraits;
import io.tazpod.domain.sync.SyncBase;
import io.tazpod.domain.sync.SyncMemory;
import io.tazpod.domain.sync.SyncMemory.Begun;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path directory;

    private Optional<Path> mounted = Optional.empty();

    @AfterEach
    void unmount() throws Exception {
        if (mounted.isPresent()) {
            var _ = run("umount", mounted.get().toString());
        }
    }

    @Test
    void a_replaced_file_is_there_for_its_owner_only_and_known() throws IOException {
        var folder = folder();

        var sha256 = folder.replace(bytes("one"), Optional.of(Sha256.of(bytes("content"))));

        assertThat(folder.file()).hasContent("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file())))
                .isEqualTo("rw-------");
        assertThat(sha256).isEqualTo(Sha256.of(bytes("one")));
        var written = folder.memory().written().orElseThrow();
        assertThat(written.intact(sha256)).isTrue();
        assertThat(written.intact(Sha256.of(bytes("damaged")))).isFalse();
        assertThat(written.content()).contains(Sha256.of(bytes("content")));
    }

    @Test
    void the_ring_keeps_the_five_files_before() throws IOException {
        var folder = folder();
        for (int i = 0; i < 9; i++) {
            var _ = folder.replace(bytes("state " + i), Optional.empty());
        }

        try (var ring = Files.list(directory.resolve("ring"))) {
            assertThat(ring.map(VaultFolderTest::read))
                    .containsExactlyInAnyOrder("state 3", "state 4", "state 5", "state 6", "state 7");
        }
    }

    @Test
    void a_program_that_writes_the_vault_in_place_does_not_write_into_the_ring() throws IOException {
        var folder = folder();
        var _ = folder.replace(bytes("one"), Optional.empty());
        var _ = folder.replace(bytes("two"), Optional.empty());

        Files.writeString(folder.file(), "in place");

        try (var ring = Files.list(directory.resolve("ring"))) {
            assertThat(ring.map(VaultFolderTest::read)).containsExactly("one");
        }
    }

    @Test
    void a_snapshot_is_not_changed_by_a_save() throws IOException {
        var folder = folder();
        var _ = folder.replace(bytes("one"), Optional.empty());

        try (var snapshot = folder.snapshot().orElseThrow()) {
            var _ = folder.replace(bytes("another"), Optional.empty());

            assertThat(snapshot.open().readAllBytes()).asString(UTF_8).isEqualTo("one");
            assertThat(snapshot.open().readAllBytes()).asString(UTF_8).isEqualTo("one");
            assertThat(snapshot.size()).isEqualTo(3);
            assertThat(snapshot.sha256()).isEqualTo(Sha256.of(bytes("one")));
        }
    }

    @Test
    void a_download_that_is_not_kept_leaves_nothing() throws IOException {
        var folder = folder();
        try (var incoming = folder.receive()) {
            incoming.sink().write(bytes("half"));
        }

        assertThat(folder.snapshot()).isEmpty();
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void a_download_does_not_replace_a_file_that_was_saved_meanwhile() throws IOException {
        var folder = folder();
        var before = folder.replace(bytes("one"), Optional.empty());
        try (var incoming = folder.receive()) {
            incoming.sink().write(bytes("remote"));
            var _ = folder.replace(bytes("saved meanwhile"), Optional.empty());

            assertThat(incoming.keep(Optional.of(before), Optional.empty())).isFalse();
        }
        assertThat(folder.file()).hasContent("saved meanwhile");
    }

    @Test
    void temporary_files_of_killed_runs_are_removed_and_those_of_living_ones_are_not() throws IOException {
        var folder = folder();
        Files.writeString(directory.resolve(".vault.tar.aes.killed.tmp"), "half");
        try (var living = folder.receive()) {
            living.sink().write(bytes("half"));
            var _ = folder.replace(bytes("one"), Optional.empty());

            assertThat(temporaries()).hasSize(1);
            assertThat(living.keep(Optional.of(Sha256.of(bytes("one"))), Optional.empty()))
                    .isTrue();
        }
        assertThat(folder.file()).hasContent("half");
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void a_vault_that_is_a_link_is_refused() throws IOException {
        var elsewhere = Files.writeString(directory.resolve("elsewhere"), "theirs");
        var folder = new VaultFolder(Files.createDirectory(directory.resolve("vault")));
        Files.createSymbolicLink(folder.file(), elsewhere);

        assertRefused(Kind.REFUSED, () -> folder.replace(bytes("ours"), Optional.empty()));
        assertRefused(Kind.REFUSED, folder::snapshot);
        assertThat(elsewhere).hasContent("theirs");
    }

    @Test
    void a_full_disk_keeps_the_file_before_and_no_temporary_one() throws Exception {
        var small = mount("size=1M");
        var folder = new VaultFolder(small);
        var _ = folder.replace(bytes("one"), Optional.empty());
        var large = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(large);

        assertRefused(Kind.FULL, () -> folder.replace(large, Optional.empty()));

        assertThat(folder.file()).hasContent("one");
        assertThat(temporaries(small)).isEmpty();
        assertThat(folder.memory().written().orElseThrow().intact(Sha256.of(bytes("one"))))
                .isTrue();
    }

    @Test
    void a_disk_that_is_read_only_is_said_to_be() throws Exception {
        var small = mount("size=1M");
        var folder = new VaultFolder(small);
        var _ = folder.replace(bytes("one"), Optional.empty());
        Assumptions.assumeTrue(run("mount", "-o", "remount,ro", small.toString()) == 0, "cannot remount");

        assertRefused(Kind.DENIED, () -> folder.replace(bytes("two"), Optional.empty()));

        assertThat(folder.file()).hasContent("one");
        try (var snapshot = folder.snapshot().orElseThrow()) {
            assertThat(snapshot.size()).isEqualTo(3);
        }
    }

    @Test
    void what_is_remembered_comes_back() {
        var id = StoreId.of("s3://b at http://h:9000 \"ü\"", new ObjectKey("tazpod/vault/vault.tar.aes"));
        var base = new SyncBase(
                new ETag("abc-1"), Optional.of(RevisionId.random(new Random(1))), 7, Sha256.of(bytes("file")));
        var traits =
                new StoreTraits(Instant.parse("2026-11-21T08:00:00Z"), true, true, false, true, false, true, false);

        var push = new Begun(RevisionId.random(new Random(2)), 8, Sha256.of(bytes("newer file")));

        folder().remember(memory -> memory.withBase(id, base));
        folder().remember(memory -> memory.withBegun(id, push));
        folder().remember(memory -> memory.withTraits(id, traits));

        var store = folder().memory().store(id);
        assertThat(store.base()).contains(base);
        assertThat(store.begun()).contains(push);
        assertThat(store.traits()).contains(traits);
        assertThat(folder().memory().store(new StoreId("another")).base()).isEmpty();
    }

    @Test
    void a_memory_that_was_damaged_counts_as_none() throws IOException {
        for (var damage : new String[] {"", "{", "[1]", "{\"stores\": {\"x\": {\"base\": {\"etag\": 7}}}}", "\0"}) {
            Files.writeString(directory.resolve("sync.json"), damage);

            assertThat(folder().memory().written()).isEqualTo(SyncMemory.EMPTY.written());
            assertThat(folder().memory().store(new StoreId("x")).base()).isEmpty();
        }
    }

    @Test
    void many_threads_and_folders_lose_no_memory() throws Exception {
        var threads = Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> Thread.ofVirtual().start(() -> remember(i)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(folder().memory().stores()).hasSize(80);
    }

    private void remember(int thread) {
        var base = new SyncBase(new ETag("e"), Optional.empty(), 1, Sha256.of(bytes("file")));
        for (int i = 0; i < 10; i++) {
            var id = new StoreId(thread + "-" + i);
            folder().remember(memory -> memory.withBase(id, base));
        }
    }

    private VaultFolder folder() {
        return new VaultFolder(directory);
    }

    private Path mount(String options) throws Exception {
        var small = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", small.toString()) == 0,
                "skipped: mounting needs root");
        mounted = Optional.of(small);
        return small;
    }

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void assertRefused(Kind kind, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private List<Path> temporaries() throws IOException {
        return temporaries(directory);
    }

    private static List<Path> temporaries(Path where) throws IOException {
        try (var files = Files.list(where)) {
            return files.filter(it -> it.toString().endsWith(".tmp")).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
