package io.tazpod.local.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.vault.archive.Extent;
import io.tazpod.domain.vault.seal.V1Key;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.enclave.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFolderTest {

    @TempDir
    private Path folder;

    private SessionFolder sessions;

    @BeforeEach
    void empty() {
        sessions = new SessionFolder(folder);
    }

    private static Session session(int seed, Optional<String> file) {
        var key = new byte[V1Key.LENGTH];
        Arrays.fill(key, (byte) seed);
        return new Session(V1Key.of(key), "c0ffee" + seed, new Extent(2, 3, 1L << 40), file);
    }

    @Test
    void there_is_none_at_first() {
        assertThat(sessions.read()).isEmpty();
        assertThat(sessions.openingInterrupted()).isFalse();
    }

    @Test
    void what_was_kept_is_read_back() {
        sessions.write(session(7, Optional.of("abc")));
        assertThat(sessions.read()).contains(session(7, Optional.of("abc")));

        sessions.write(session(8, Optional.empty()));
        assertThat(sessions.read()).contains(session(8, Optional.empty()));
    }

    @Test
    void only_its_owner_can_read_it() throws IOException {
        sessions.write(session(7, Optional.empty()));
        sessions.keepEnvironment("export A='b'\n");
        sessions.lend(new byte[] {1});

        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void what_was_lent_is_taken_once() throws IOException {
        assertThat(sessions.takeLent()).isEmpty();
        sessions.lend(new byte[] {1, 2});

        assertThat(sessions.takeLent()).contains(new byte[] {1, 2});
        assertThat(sessions.takeLent()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_was_lent_and_not_taken_goes_with_the_session() {
        sessions.lend(new byte[] {1, 2});
        sessions.forget();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_session_ends_the_opening() {
        sessions.opening();
        assertThat(sessions.openingInterrupted()).isTrue();

        sessions.write(session(7, Optional.empty()));

        assertThat(sessions.openingInterrupted()).isFalse();
    }

    @Test
    void forgetting_leaves_no_file() throws IOException {
        sessions.opening();
        sessions.write(session(7, Optional.empty()));
        sessions.keepEnvironment("export A='b'\n");

        sessions.forget();
        sessions.forget();

        assertThat(sessions.read()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void the_key_is_overwritten_before_it_goes() throws IOException {
        sessions.write(session(7, Optional.empty()));
        var second = Files.createLink(folder.resolveSibling(folder.getFileName() + "-link"), folder.resolve("key"));

        sessions.forget();

        assertThat(Files.readAllBytes(second)).containsOnly(0);
        Files.delete(second);
    }

    @Test
    void a_damaged_session_is_said_with_a_way_out() throws IOException {
        sessions.write(session(7, Optional.empty()));
        Files.write(folder.resolve("key"), new byte[3]);

        var failure = catchThrowableOfType(PortFailure.class, sessions::read);

        assertThat(failure.hint()).contains("tazpod lock");
    }

    @Test
    void one_has_the_turn_and_the_next_one_waits() throws Exception {
        var first = sessions.turn();
        var second = CompletableFuture.supplyAsync(() -> new SessionFolder(folder).turn());
        assertThat(second.isDone()).isFalse();

        first.close();

        second.get(10, TimeUnit.SECONDS).close();
    }
}
