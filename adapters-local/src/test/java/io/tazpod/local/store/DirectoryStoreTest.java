package io.tazpod.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tazpod.domain.sync.ObjectKey;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.store.ObjectStore;
import io.tazpod.ports.store.ObjectStore.Condition;
import io.tazpod.ports.store.ObjectStore.PutOutcome;
import io.tazpod.ports.store.ObjectStoreContract;
import io.tazpod.ports.store.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest extends ObjectStoreContract {

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path directory;

    @Override
    protected ObjectStore open() {
        return new DirectoryStore(directory.resolve("store"));
    }

    @Override
    protected Optional<ObjectStore> nowhere() {
        return Optional.of(new DirectoryStore(directory.resolve("unmounted/store")));
    }

    @Test
    void an_object_is_a_plain_file_named_as_its_key() throws IOException {
        put("tazpod/vault/vault.tar.aes", "sealed", new Condition.Absent());

        assertThat(directory.resolve("store/tazpod/vault/vault.tar.aes")).hasContent("sealed");
    }

    @Test
    void only_its_owner_can_read_what_is_stored() throws IOException {
        put("tazpod/vault.tar.aes", "sealed", new Condition.Absent());

        assertThat(modes("store")).isEqualTo("rwx------");
        assertThat(modes("store/tazpod/vault.tar.aes")).isEqualTo("rw-------");
    }

    @Test
    void an_unmounted_disk_is_not_filled_silently() {
        var unmounted = new DirectoryStore(directory.resolve("unmounted/store"));

        assertThatThrownBy(() -> unmounted.head(new ObjectKey("vault.tar.aes")))
                .isInstanceOfSatisfying(
                        PortFailure.class, failure -> assertThat(failure.hint()).contains("mkdir -p"));
        assertThat(directory.resolve("unmounted")).doesNotExist();
    }

    @Test
    void a_directory_that_others_make_at_the_same_moment_is_one() throws Exception {
        try (var hosts = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 400; round++) {
                var root = directory.resolve("made-" + round);
                var together = new CyclicBarrier(4);
                var looks = Stream.generate(() -> hosts.submit(() -> {
                            together.await();
                            return new DirectoryStore(root).list("");
                        }))
                        .limit(4)
                        .toList();
                for (var look : looks) {
                    assertThat(look.get()).isEmpty();
                }
            }
        }
    }

    @Test
    void a_file_that_another_program_put_there_is_an_object_without_metadata() throws IOException {
        var before = put("vault.tar.aes", "sealed", new Condition.Absent());
        Files.writeString(directory.resolve("store/vault.tar.aes"), "by hand");

        var found = store.head(new ObjectKey("vault.tar.aes")).orElseThrow();
        var stale = put("vault.tar.aes", "newer", new Condition.Unchanged(before.etag()), PutOutcome.class);

        assertThat(found.size()).isEqualTo(7);
        assertThat(found.metadata()).isEmpty();
        assertThat(found.etag()).isNotEqualTo(before.etag());
        assertThat(stale).isInstanceOf(PutOutcome.ConditionFailed.class);
        put("vault.tar.aes", "newer", new Condition.Unchanged(found.etag()));
    }

    @Test
    void a_copy_of_the_directory_keeps_the_metadata_though_not_the_times() throws Exception {
        var before = put("vault.tar.aes", "sealed", new Condition.Absent());
        var copied = new ProcessBuilder(
                        "cp",
                        "-r",
                        directory.resolve("store").toString(),
                        directory.resolve("copy").toString())
                .inheritIO()
                .start()
                .waitFor();

        var found = new DirectoryStore(directory.resolve("copy"))
                .head(new ObjectKey("vault.tar.aes"))
                .orElseThrow();

        assertThat(copied).isZero();
        assertThat(found.etag()).isEqualTo(before.etag());
        assertThat(found.metadata()).containsEntry("n", "1");
    }

    @Test
    void after_a_crash_between_file_and_sidecar_the_file_says_which_state_it_is() throws IOException {
        var first = put("vault.tar.aes", "first", new Condition.Absent());
        var sidecar = directory.resolve("store/.tazpod-store/meta/vault.tar.aes");
        var one = Files.readString(sidecar, UTF_8);
        var second = put("vault.tar.aes", "second", new Condition.Unchanged(first.etag()));
        var other = Files.readString(sidecar, UTF_8);
        var both = one + other.substring(other.indexOf('\n') + 1);

        Files.writeString(sidecar, both);
        var replaced = store.head(new ObjectKey("vault.tar.aes")).orElseThrow();
        Files.writeString(directory.resolve("store/vault.tar.aes"), "first");
        var kept = store.head(new ObjectKey("vault.tar.aes")).orElseThrow();

        assertThat(replaced.etag()).isEqualTo(second.etag());
        assertThat(kept.etag()).isEqualTo(first.etag());
    }

    @Test
    void no_temporary_file_is_left() throws IOException {
        put("vault.tar.aes", "first", new Condition.Absent());

        assertThat(directory.resolve("store/.tazpod-store/tmp")).isEmptyDirectory();
    }

    private PutOutcome.Stored put(String key, String content, Condition condition) {
        return put(key, content, condition, PutOutcome.Stored.class);
    }

    private <T extends PutOutcome> T put(String key, String content, Condition condition, Class<T> expected) {
        var payload = Payload.of(content.getBytes(UTF_8));
        return expected.cast(store.put(new ObjectKey(key), payload, Map.of("n", "1"), condition));
    }

    private String modes(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }
}
