package io.tazpod.enginehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.enginehttp.ScriptedServer.Conversation;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What both transports do, against a server that says what is written here.
@Timeout(30)
interface EngineTransportContract {

    EngineWords WORDS = new EngineWords("docker", "install it", "join the group", "restart it");
    String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    Duration SHORT = Duration.ofMillis(300);

    EngineTransport open(Path socket);

    /// Waits that are part of what is tested: a server's silence.
    private static void silence(Duration howLong) throws InterruptedException {
        Thread.sleep(howLong);
    }

    private static Conversation always(int status, String body) {
        return peer -> {
            while (!peer.hear().isEmpty()) {
                peer.answer(status, body);
            }
        };
    }

    private static Conversation once(String raw) {
        return peer -> {
            peer.hear();
            peer.say(raw);
        };
    }

    private Kind failure(Path folder, Conversation conversation, EngineRequest request) {
        try (var server = new ScriptedServer(folder, conversation);
                var transport = open(server.socket())) {
            var failure = catchThrowableOfType(PortFailure.class, () -> transport.call(request));
            assertThat(failure).isNotNull();
            return failure.kind();
        }
    }

    private EngineAnswer answer(Path folder, Conversation conversation) {
        try (var server = new ScriptedServer(folder, conversation);
                var transport = open(server.socket())) {
            return transport.call(EngineRequest.get("/thing"));
        }
    }

    @Test
    default void an_answer_with_a_length_is_read_whole(@TempDir Path folder) {
        var answer = answer(folder, always(404, "{\"message\":\"kein ‹ding›\"}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.good()).isFalse();
        assertThat(answer.message()).isEqualTo("kein ‹ding›");
        assertThat(answer.header("api-version")).isEqualTo("1.41");
    }

    @Test
    default void an_answer_in_chunks_is_read_whole(@TempDir Path folder) {
        var raw = CHUNKED + "5\r\nhello\r\n6;note=x\r\n world\r\n0\r\nTrailer: x\r\n\r\n";

        assertThat(answer(folder, once(raw)).body()).isEqualTo("hello world");
    }

    @Test
    default void an_answer_without_a_length_ends_with_the_connection(@TempDir Path folder) {
        assertThat(answer(folder, once("HTTP/1.1 200 OK\r\n\r\nall of it")).body())
                .isEqualTo("all of it");
    }

    @Test
    default void an_answer_without_a_body_is_empty(@TempDir Path folder) {
        assertThat(answer(folder, once("HTTP/1.1 304 Not Modified\r\n\r\n")).body())
                .isEmpty();
    }

    @Test
    default void an_answer_may_come_byte_by_byte(@TempDir Path folder) {
        var raw = CHUNKED + "5\r\nhello\r\n0\r\n\r\n";

        var answer = answer(folder, peer -> {
            peer.hear();
            for (var b : raw.getBytes(StandardCharsets.US_ASCII)) {
                peer.say(new byte[] {b});
            }
        });

        assertThat(answer.body()).isEqualTo("hello");
    }

    @Test
    default void an_announcement_is_not_the_answer(@TempDir Path folder) {
        var raw = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

        assertThat(answer(folder, once(raw)).body()).isEqualTo("ok");
    }

    @Test
    default void a_request_carries_its_method_path_headers_and_body(@TempDir Path folder) {
        try (var server = new ScriptedServer(folder, always(201, "{}"));
                var transport = open(server.socket())) {
            transport.call(EngineRequest.post("/make?name=a%20b", "{\"a\":1}").with("X-Extra: yes"));

            var heard = server.requests().getFirst();
            assertThat(heard).startsWith("POST /make?name=a%20b HTTP/1.1\r\n").endsWith("\r\n\r\n{\"a\":1}");
            assertThat(heard).containsIgnoringCase("\r\nx-extra: yes\r\n").containsIgnoringCase("\r\nhost: localhost");
            assertThat(heard).containsIgnoringCase("\r\ncontent-type: application/json");
        }
    }

    @Test
    default void plain_requests_share_a_connection(@TempDir Path folder) {
        try (var server = new ScriptedServer(folder, always(200, "{}"));
                var transport = open(server.socket())) {
            for (var i = 0; i < 5; i++) {
                transport.call(i % 2 == 0 ? EngineRequest.get("/a") : EngineRequest.post("/b", null));
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    default void a_connection_that_the_engine_closes_is_not_used_again(@TempDir Path folder) {
        try (var server = new ScriptedServer(
                        folder, once("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
                var transport = open(server.socket())) {
            transport.call(EngineRequest.post("/a", null));
            transport.call(EngineRequest.post("/a", null));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    default void a_slow_engine_runs_into_the_limit(@TempDir Path folder) {
        Conversation slow = peer -> {
            peer.hear();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            silence(Duration.ofSeconds(20));
        };

        assertThat(failure(folder, slow, EngineRequest.get("/a").within(SHORT))).isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    default void an_engine_that_says_nothing_runs_into_the_limit(@TempDir Path folder) {
        Conversation silent = peer -> silence(Duration.ofSeconds(20));

        assertThat(failure(folder, silent, EngineRequest.post("/a", null).within(SHORT)))
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    default void an_answer_that_is_cut_is_unreachable(@TempDir Path folder) {
        assertThat(failure(folder, once("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"), EngineRequest.get("/a")))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    default void chunks_that_are_cut_are_unreachable(@TempDir Path folder) {
        var raw = CHUNKED + "5\r\nhello\r\n";

        assertThat(failure(folder, once(raw), EngineRequest.get("/a"))).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    default void something_other_than_http_is_unreachable(@TempDir Path folder) {
        assertThat(failure(folder, once("SSH-2.0-OpenSSH\r\n\r\n"), EngineRequest.get("/a")))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    default void no_socket_means_not_installed(@TempDir Path folder) {
        try (var transport = open(folder.resolve("none.sock"))) {
            var failure = catchThrowableOfType(PortFailure.class, () -> transport.call(EngineRequest.get("/a")));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_INSTALLED);
            assertThat(failure.hint()).isEqualTo("install it");
        }
    }

    @Test
    default void a_socket_that_nobody_listens_at_is_unreachable(@TempDir Path folder) throws IOException {
        var socket = folder.resolve("stale.sock");
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
        }

        try (var transport = open(socket)) {
            var failure = catchThrowableOfType(PortFailure.class, () -> transport.call(EngineRequest.get("/a")));

            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.hint()).isEqualTo("restart it");
        }
    }

    @Test
    default void an_upgraded_stream_begins_with_what_came_with_the_header(@TempDir Path folder) throws Exception {
        Conversation talk = peer -> {
            peer.hear();
            peer.say("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n\u0001first");
            peer.say(" second");
        };
        try (var server = new ScriptedServer(folder, talk);
                var transport = open(server.socket());
                var stream = transport.upgrade(EngineRequest.post("/exec", "{}"))) {
            assertThat(stream.input().readAllBytes()).asString().isEqualTo("\u0001first second");
            assertThat(server.requests().getFirst()).containsIgnoringCase("upgrade: tcp");
        }
    }

    @Test
    default void closing_the_output_half_closes(@TempDir Path folder) throws Exception {
        Conversation echo = peer -> {
            peer.hear();
            peer.say("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
            var heard = new StringBuilder();
            for (var b = peer.hearByte(); b >= 0; b = peer.hearByte()) {
                heard.append((char) b);
            }
            peer.say("heard " + heard);
        };
        try (var server = new ScriptedServer(folder, echo);
                var transport = open(server.socket());
                var stream = transport.upgrade(EngineRequest.post("/exec", "{}"))) {
            stream.output().write("a line".getBytes(StandardCharsets.US_ASCII));
            stream.output().close();

            assertThat(stream.input().readAllBytes()).asString().isEqualTo("heard a line");
        }
    }

    @Test
    default void an_idle_stream_outlives_the_requests_limit(@TempDir Path folder) throws Exception {
        Conversation idle = peer -> {
            peer.hear();
            peer.say("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
            silence(SHORT.multipliedBy(4));
            peer.say("awake");
        };
        try (var server = new ScriptedServer(folder, idle);
                var transport = open(server.socket());
                var stream = transport.upgrade(EngineRequest.post("/exec", "{}").within(SHORT))) {
            assertThat(stream.input().readAllBytes()).asString().isEqualTo("awake");
        }
    }

    @Test
    default void closing_a_stream_ends_a_read_that_waits(@TempDir Path folder) throws Exception {
        Conversation idle = peer -> {
            peer.hear();
            peer.say("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nx");
            silence(Duration.ofSeconds(20));
        };
        try (var server = new ScriptedServer(folder, idle);
                var transport = open(server.socket())) {
            var stream = transport.upgrade(EngineRequest.post("/exec", "{}"));
            assertThat(stream.input().read()).isEqualTo('x');
            var reading = CompletableFuture.supplyAsync(() -> endOf(stream));

            stream.close();

            assertThat(reading.get()).isIn(-1, -2);
        }
    }

    private static int endOf(EngineStream stream) {
        try {
            return stream.input().read();
        } catch (IOException e) {
            return -2;
        }
    }

    @Test
    default void a_refused_upgrade_brings_the_engines_words(@TempDir Path folder) {
        try (var server = new ScriptedServer(folder, always(409, "{\"message\":\"is not running\"}"));
                var transport = open(server.socket())) {
            var refused =
                    catchThrowableOfType(Refused.class, () -> transport.upgrade(EngineRequest.post("/exec", "{}")));

            assertThat(refused.answer().status()).isEqualTo(409);
            assertThat(refused.answer().message()).isEqualTo("is not running");
        }
    }

    @Test
    default void lines_are_handed_over_one_by_one_wherever_the_chunks_end(@TempDir Path folder) throws Exception {
        var raw = CHUNKED + "8\r\n{\"a\":1}\r\r\n9\r\n\n{\"b\":2}\n\r\n7\r\n{\"c\":3}\r\n0\r\n\r\n";
        var heard = new ArrayList<String>();
        try (var server = new ScriptedServer(folder, once(raw));
                var transport = open(server.socket())) {
            transport.lines(EngineRequest.post("/pull", null), heard::add);
        }

        assertThat(heard).isEqualTo(List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"));
    }

    @Test
    default void a_long_stream_of_lines_may_take_longer_than_the_limit_but_not_fall_silent(@TempDir Path folder) {
        Conversation dripping = peer -> {
            peer.hear();
            peer.say(CHUNKED);
            for (var i = 0; i < 6; i++) {
                peer.say("2\r\nx\n\r\n");
                silence(SHORT.dividedBy(3));
            }
            silence(Duration.ofSeconds(20));
        };
        var heard = new ArrayList<String>();
        try (var server = new ScriptedServer(folder, dripping);
                var transport = open(server.socket())) {
            var failure = catchThrowableOfType(
                    PortFailure.class,
                    () -> transport.lines(EngineRequest.post("/pull", null).within(SHORT), heard::add));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(heard).hasSize(6);
        }
    }

    @Test
    default void lines_that_are_refused_bring_the_engines_words(@TempDir Path folder) {
        try (var server = new ScriptedServer(folder, always(404, "{\"message\":\"no such image\"}"));
                var transport = open(server.socket())) {
            var refused = catchThrowableOfType(
                    Refused.class, () -> transport.lines(EngineRequest.post("/pull", null), line -> {}));

            assertThat(refused.answer().message()).isEqualTo("no such image");
        }
    }
}
