package io.tazpod.ports.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.ContainerSpec;
import io.tazpod.domain.container.ImageReference;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.container.RamMount;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every container engine does, and the fake with it. Implemented by a test class for each.
public interface ContainerEngineContract {

    /// What a session gives back: its exit code and both outputs.
    record Ran(int code, String out, String err) {}

    /// The same engine for the whole test.
    ContainerEngine engine();

    /// A local image with a shell, coreutils and `stty`, whose user 1000 exists.
    ImageReference image();

    /// Begins the names of this test's containers; the test class removes what begins so.
    String prefix();

    /// Whether commands really run. The fake's are scripted, so the clauses about them are not for it.
    default boolean runsCommands() {
        return true;
    }

    default ContainerName name(String suffix) {
        return new ContainerName(prefix() + suffix);
    }

    /// The least that can be created: no network, one idle process.
    default ContainerSpec spec(ContainerName name) {
        return new ContainerSpec(
                name,
                image(),
                List.of("sleep", "1000"),
                Owner.ROOT,
                Map.of("HOST_CWD", "/some where", "MARK", "a=b"),
                Map.of("tazpod.test", prefix(), "tazpod.name", name.value()),
                List.of(),
                List.of(new RamMount("/ram", 4 << 20, 0700, new Owner(1000, 1000))),
                "none",
                0,
                List.of(),
                List.of(),
                List.of("NET_ADMIN"),
                List.of(),
                List.of(),
                0,
                true);
    }

    /// The same with a folder of the host.
    default ContainerSpec specWith(ContainerName name, BindMount bind) {
        var plain = spec(name);
        return new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.user(),
                plain.environment(),
                plain.labels(),
                List.of(bind),
                plain.ram(),
                plain.network(),
                plain.mtu(),
                plain.dns(),
                plain.devices(),
                plain.addedCapabilities(),
                plain.securityOptions(),
                plain.ports(),
                plain.memoryBytes(),
                plain.init());
    }

    default ContainerName started(String suffix) {
        var name = name(suffix);
        engine().create(spec(name));
        engine().start(name);
        return name;
    }

    default Kind kindOf(Runnable call) {
        var failure = catchThrowableOfType(PortFailure.class, call::run);
        assertThat(failure).as("a PortFailure").isNotNull();
        return failure.kind();
    }

    default ExecRequest command(String... words) {
        return new ExecRequest(List.of(words), Owner.ROOT, "", Map.of(), Optional.empty(), false);
    }

    default ExecRequest withInput(String... words) {
        return new ExecRequest(List.of(words), Owner.ROOT, "", Map.of(), Optional.empty(), true);
    }

    default ExecRequest onTerminal(String script) {
        var size = Optional.of(new TerminalSize(99, 33));
        return new ExecRequest(List.of("sh", "-c", script), Owner.ROOT, "", Map.of("TERM", "xterm"), size, true);
    }

    default Ran run(ContainerName name, ExecRequest request) {
        return within(() -> {
            try (var session = engine().exec(name, request)) {
                var out = new ByteArrayOutputStream();
                var err = new ByteArrayOutputStream();
                session.pump(out, err);
                return new Ran(
                        session.exitCode(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
            }
        });
    }

    /// Something that may throw what a stream throws.
    interface Running<T> {
        T run() throws IOException;
    }

    /// No clause may hang.
    private static <T> T within(Running<T> running) {
        return assertTimeoutPreemptively(Duration.ofSeconds(60), running::run);
    }

    // ---- containers

    @Test
    default void nothing_is_found_where_nothing_is() {
        assertThat(engine().find(name("nobody"))).isEmpty();
    }

    @Test
    default void a_created_container_is_there_and_does_not_run() {
        engine().create(spec(name("made")));

        var found = engine().find(name("made")).orElseThrow();

        assertThat(found.running()).isFalse();
        assertThat(found.status()).isEqualTo("created");
        assertThat(found.name()).isEqualTo(name("made"));
        assertThat(found.id()).isNotBlank();
    }

    @Test
    default void a_name_is_matched_exactly() {
        engine().create(spec(name("twin-two")));

        assertThat(engine().find(name("twin"))).isEmpty();
        assertThat(engine().find(name("win-two"))).isEmpty();
        assertThat(engine().find(name("twin-two"))).isPresent();
    }

    @Test
    default void the_beginning_of_an_identifier_is_no_name() {
        engine().create(spec(name("stranger")));
        var id = engine().find(name("stranger")).orElseThrow().id();
        var asName = new ContainerName(id.substring(0, 12));

        engine().remove(asName);

        assertThat(engine().find(asName)).isEmpty();
        assertThat(kindOf(() -> engine().start(asName))).isEqualTo(Kind.ABSENT);
        assertThat(kindOf(() -> engine().exec(asName, command("true")).close())).isEqualTo(Kind.ABSENT);
        assertThat(engine().find(name("stranger"))).isPresent();
    }

    @Test
    default void labels_environment_image_and_folders_are_read_back(@TempDir Path folder) {
        var bind = new BindMount(folder.toString(), "/workspace", true);
        engine().create(specWith(name("read-back"), bind));

        var found = engine().find(name("read-back")).orElseThrow();

        assertThat(found.labels())
                .containsEntry("tazpod.name", name("read-back").value());
        assertThat(found.environment()).containsEntry("HOST_CWD", "/some where").containsEntry("MARK", "a=b");
        assertThat(found.image()).isEqualTo(image().value());
        assertThat(found.binds()).containsExactly(bind);
    }

    @Test
    default void those_with_a_label_are_listed_by_name_stopped_ones_too() {
        engine().create(spec(name("list-b")));
        engine().create(spec(name("list-a")));

        assertThat(engine().labelled("tazpod.test", prefix()))
                .extracting(ContainerFacts::name)
                .containsSubsequence(name("list-a"), name("list-b"));
        assertThat(engine().labelled("tazpod.test", prefix() + "x")).isEmpty();
    }

    @Test
    default void a_name_that_is_taken_is_refused() {
        engine().create(spec(name("taken")));

        assertThat(kindOf(() -> engine().create(spec(name("taken"))))).isEqualTo(Kind.REFUSED);
    }

    @Test
    default void an_image_that_is_missing_is_absent() {
        var missing = new ImageReference("tazpod-no-such-image:none");
        var plain = spec(name("imageless"));
        var spec = new ContainerSpec(
                plain.name(),
                missing,
                plain.command(),
                plain.user(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "none",
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                false);

        assertThat(engine().image(missing)).isEmpty();
        assertThat(kindOf(() -> engine().create(spec))).isEqualTo(Kind.ABSENT);
    }

    @Test
    default void a_local_image_tells_its_architecture() {
        var facts = engine().image(image()).orElseThrow();

        assertThat(facts.id()).startsWith("sha256:");
        assertThat(facts.architecture()).isNotBlank();
    }

    @Test
    default void starting_twice_is_quiet() {
        var name = started("start-twice");

        engine().start(name);

        assertThat(engine().find(name).orElseThrow().running()).isTrue();
        assertThat(engine().find(name).orElseThrow().status()).isEqualTo("running");
    }

    @Test
    default void starting_nothing_is_absent() {
        assertThat(kindOf(() -> engine().start(name("nobody")))).isEqualTo(Kind.ABSENT);
    }

    @Test
    default void stopping_twice_is_quiet_and_stopping_nothing_is_absent() {
        var name = started("stop-twice");

        engine().stop(name, Duration.ofSeconds(5));
        engine().stop(name, Duration.ofSeconds(5));

        assertThat(engine().find(name).orElseThrow().running()).isFalse();
        assertThat(kindOf(() -> engine().stop(name("nobody"), Duration.ofSeconds(5))))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    default void a_stopped_container_starts_again() {
        var name = started("again");
        engine().stop(name, Duration.ofSeconds(5));

        engine().start(name);

        assertThat(engine().find(name).orElseThrow().running()).isTrue();
    }

    @Test
    default void removing_kills_what_runs_and_is_quiet_when_there_is_nothing() {
        var name = started("removed");

        engine().remove(name);
        engine().remove(name);

        assertThat(engine().find(name)).isEmpty();
    }

    @Test
    default void a_command_in_a_stopped_container_is_refused_and_in_none_absent() {
        engine().create(spec(name("asleep")));

        assertThat(kindOf(() -> engine().exec(name("asleep"), command("true")).close()))
                .isEqualTo(Kind.REFUSED);
        assertThat(kindOf(() -> engine().exec(name("nobody"), command("true")).close()))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    default void the_engine_says_what_it_is() {
        var facts = engine().facts();

        assertThat(facts.product()).isNotBlank();
        assertThat(facts.version()).isNotBlank();
        assertThat(facts.place()).isNotBlank();
    }

    // ---- commands

    @Test
    default void the_exit_code_is_the_commands_own() {
        assumeTrue(runsCommands());
        var name = started("codes");

        assertThat(run(name, command("true")).code()).isZero();
        assertThat(run(name, command("sh", "-c", "exit 7")).code()).isEqualTo(7);
        assertThat(run(name, command("sh", "-c", "kill -9 $$")).code()).isEqualTo(137);
        assertThat(run(name, command("sh", "-c", "no-such-command")).code()).isEqualTo(127);
    }

    @Test
    default void a_command_that_is_missing_ends_with_126_or_127() {
        assumeTrue(runsCommands());
        var name = started("missing-command");

        assertThat(run(name, command("no-such-command")).code()).isIn(126, 127);
    }

    @Test
    default void both_outputs_arrive_unmixed() {
        assumeTrue(runsCommands());
        var name = started("outputs");

        var ran = run(name, command("sh", "-c", "echo to out; echo to err >&2"));

        assertThat(ran.out()).isEqualTo("to out\n");
        assertThat(ran.err()).isEqualTo("to err\n");
    }

    @Test
    default void twenty_megabytes_on_both_outputs_arrive_whole() {
        assumeTrue(runsCommands());
        var name = started("burst");
        var script = "head -c 20000000 /dev/zero & head -c 20000000 /dev/zero >&2; wait";

        long[] counts = within(() -> {
            try (var session = engine().exec(name, command("sh", "-c", script))) {
                var out = new Counter();
                var err = new Counter();
                session.pump(out, err);
                assertThat(session.exitCode()).isZero();
                return new long[] {out.count, err.count};
            }
        });

        assertThat(counts).containsExactly(20_000_000, 20_000_000);
    }

    @Test
    default void closing_the_input_ends_it_while_the_output_goes_on() {
        assumeTrue(runsCommands());
        var name = started("half-close");

        var ran = within(() -> {
            try (var session = engine().exec(name, withInput("sh", "-c", "cat; echo behind; exit 3"))) {
                session.stdin().write("one\ntwo".getBytes(StandardCharsets.UTF_8));
                session.stdin().close();
                var out = new ByteArrayOutputStream();
                session.pump(out, OutputStream.nullOutputStream());
                return new Ran(session.exitCode(), out.toString(StandardCharsets.UTF_8), "");
            }
        });

        assertThat(ran.out()).isEqualTo("one\ntwobehind\n");
        assertThat(ran.code()).isEqualTo(3);
    }

    @Test
    default void a_terminals_first_byte_may_be_any() {
        assumeTrue(runsCommands());
        var name = started("first-byte");

        var ran = run(name, onTerminal("stty -opost; printf '\\001hello world'"));

        assertThat(ran.out()).isEqualTo("\u0001hello world");
    }

    @Test
    default void a_terminal_has_the_size_that_was_asked_for() {
        assumeTrue(runsCommands());
        var name = started("size");
        var script = "for i in $(seq 100); do test \"$(stty size)\" = '33 99' && break; sleep 0.05; done; stty size";

        assertThat(run(name, onTerminal(script)).out()).isEqualToIgnoringNewLines("33 99");
    }

    @Test
    default void a_resize_is_seen_by_the_program() {
        assumeTrue(runsCommands());
        var name = started("resize");
        var script = "read go; for i in $(seq 100); do test \"$(stty size)\" = '40 120' && break; sleep 0.05; done;"
                + " stty size";

        var ran = within(() -> {
            try (var session = engine().exec(name, onTerminal(script))) {
                session.resize(new TerminalSize(120, 40));
                session.stdin().write("\n".getBytes(StandardCharsets.UTF_8));
                var out = new ByteArrayOutputStream();
                session.pump(out, OutputStream.nullOutputStream());
                session.resize(new TerminalSize(10, 10));
                return new Ran(session.exitCode(), out.toString(StandardCharsets.UTF_8), "");
            }
        });

        assertThat(ran.out()).contains("40 120");
        assertThat(ran.code()).isZero();
    }

    @Test
    default void ctrl_p_reaches_the_program_at_once() {
        assumeTrue(runsCommands());
        var name = started("ctrl-p");

        var ran = within(() -> {
            try (var session = engine().exec(name, onTerminal("stty raw -echo; echo ready; head -c 1 | od -An -tx1"))) {
                var seen = new ByteArrayOutputStream();
                var typed = new OnText(seen, "ready", () -> type(session, "\u0010"));
                session.pump(typed, OutputStream.nullOutputStream());
                return new Ran(session.exitCode(), seen.toString(StandardCharsets.UTF_8), "");
            }
        });

        assertThat(ran.out()).contains("10");
        assertThat(ran.code()).isZero();
    }

    @Test
    default void what_is_typed_after_the_end_is_quiet() {
        assumeTrue(runsCommands());
        var name = started("late-key");

        var code = within(() -> {
            try (var session = engine().exec(name, onTerminal("exit 5"))) {
                session.pump(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
                session.stdin().write("q".getBytes(StandardCharsets.UTF_8));
                session.stdin().write("q".getBytes(StandardCharsets.UTF_8));
                session.stdin().close();
                return session.exitCode();
            }
        });

        assertThat(code).isEqualTo(5);
    }

    @Test
    default void closing_a_session_ends_its_pump() {
        assumeTrue(runsCommands());
        var name = started("closed");

        within(() -> {
            var session = engine().exec(name, onTerminal("sleep 30"));
            var pump = CompletableFuture.runAsync(() -> pumpAway(session));
            session.close();
            pump.join();
            return true;
        });

        assertThat(engine().find(name).orElseThrow().running()).isTrue();
    }

    @Test
    default void a_shell_in_which_nobody_types_lives_on() {
        assumeTrue(runsCommands());
        var name = started("idle");

        var ran = run(name, onTerminal("sleep 3; echo still there"));

        assertThat(ran.out()).contains("still there");
        assertThat(ran.code()).isZero();
    }

    @Test
    default void words_arrive_as_they_are() {
        assumeTrue(runsCommands());
        var name = started("words");
        var words = List.of("a b", "it's", "\"quoted\"", "two\nlines", "$HOME", "", "ü€😀", "back\\slash");

        var ran = run(name, command(concat(List.of("printf", "[%s]"), words)));

        assertThat(ran.out()).isEqualTo("[" + String.join("][", words) + "]");
    }

    @Test
    default void environment_user_and_folder_are_the_requests() {
        assumeTrue(runsCommands());
        var name = started("as-asked");
        var request = new ExecRequest(
                List.of("sh", "-c", "echo \"$ADDED|$MARK|$(id -u):$(id -g)|$PWD\""),
                new Owner(1000, 1000),
                "/usr",
                Map.of("ADDED", "x y\"z"),
                Optional.empty(),
                false);

        assertThat(run(name, request).out()).isEqualTo("x y\"z|a=b|1000:1000|/usr\n");
    }

    @Test
    default void the_ram_mount_has_its_size_mode_and_owner() {
        assumeTrue(runsCommands());
        var name = started("ram");

        assertThat(run(name, command("stat", "-c", "%a %u:%g", "/ram")).out()).isEqualTo("700 1000:1000\n");
        assertThat(run(name, command("sh", "-c", "grep ' /ram ' /proc/mounts")).out())
                .startsWith("tmpfs /ram tmpfs ")
                .contains("size=4096k");
        assertThat(run(name, command("sh", "-c", "df -T /ram | tail -1")).out()).contains("tmpfs");
        assertThat(run(name, command("sh", "-c", "head -c 5000000 /dev/zero > /ram/big"))
                        .code())
                .isNotZero();
    }

    @Test
    default void what_is_in_ram_is_gone_after_a_stop() {
        assumeTrue(runsCommands());
        var name = started("volatile");
        run(name, command("sh", "-c", "echo secret > /ram/file"));

        engine().stop(name, Duration.ofSeconds(2));
        engine().start(name);

        assertThat(run(name, command("ls", "-A", "/ram")).out()).isEmpty();
    }

    @Test
    default void capabilities_are_the_engines_own_and_those_added() {
        assumeTrue(runsCommands());
        var name = started("caps");

        var bounding = Long.parseUnsignedLong(
                run(name, command("sh", "-c", "sed -n 's/^CapBnd:[[:space:]]*//p' /proc/1/status"))
                        .out()
                        .strip(),
                16);

        // bits 12 and 21 of capabilities(7)
        assertThat(bounding >> 12 & 1).as("NET_ADMIN").isEqualTo(1);
        assertThat(bounding >> 21 & 1).as("SYS_ADMIN").isZero();
    }

    @Test
    default void a_read_only_folder_with_a_colon_in_its_name_is_seen_and_not_written(@TempDir Path folder)
            throws IOException {
        assumeTrue(runsCommands());
        var odd = Files.createDirectory(folder.resolve("with: colon"));
        Files.writeString(odd.resolve("hello"), "hello");
        var name = name("folder");
        engine().create(specWith(name, new BindMount(odd.toString(), "/workspace", true)));
        engine().start(name);

        assertThat(run(name, command("cat", "/workspace/hello")).out()).isEqualTo("hello");
        assertThat(run(name, command("touch", "/workspace/new")).code()).isNotZero();
    }

    @Test
    default void a_folder_that_is_missing_is_refused(@TempDir Path folder) {
        assumeTrue(runsCommands());
        var missing = new BindMount(folder.resolve("missing").toString(), "/workspace", true);

        assertThat(kindOf(() -> {
                    engine().create(specWith(name("folderless"), missing));
                    engine().start(name("folderless"));
                }))
                .isEqualTo(Kind.REFUSED);
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    default void an_orphaned_command_does_not_outlive_the_container() {
        assumeTrue(runsCommands());
        var name = started("init");

        // with an init, SIGTERM ends PID 1's idle child at once; without one the grace period runs out
        var before = System.nanoTime();
        engine().stop(name, Duration.ofSeconds(20));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    private static String[] concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all.toArray(String[]::new);
    }

    private static void type(ExecSession session, String text) {
        try {
            session.stdin().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pumpAway(ExecSession session) {
        try {
            session.pump(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Counts bytes.
    final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    /// Keeps what is written and does something once when a text has come.
    final class OnText extends OutputStream {
        private final ByteArrayOutputStream seen;
        private final String text;
        private final Runnable then;
        private boolean done;

        OnText(ByteArrayOutputStream seen, String text, Runnable then) {
            this.seen = seen;
            this.text = text;
            this.then = then;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            seen.write(bytes, offset, length);
            if (!done && seen.toString(StandardCharsets.UTF_8).contains(text)) {
                done = true;
                then.run();
            }
        }
    }
}
