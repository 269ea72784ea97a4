package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.Owner;
import io.tazpod.enginehttp.Json;
import io.tazpod.enginehttp.ScriptedServer;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.ExecRequest;
import io.tazpod.ports.engine.TerminalSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerExecTest {

    private static final ExecRequest ON_TERMINAL = new ExecRequest(
            List.of("bash"),
            new Owner(1000, 1000),
            "/workspace",
            Map.of("TERM", "xterm"),
            Optional.of(new TerminalSize(99, 33)),
            true);

    private static final ExecRequest PLAIN =
            new ExecRequest(List.of("true"), Owner.ROOT, "", Map.of(), Optional.empty(), false);

    private static byte[] frame(int stream, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[8 + bytes.length];
        frame[0] = (byte) stream;
        frame[6] = (byte) (bytes.length >> 8);
        frame[7] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 8, bytes.length);
        return frame;
    }

    /// Gives one byte a time, as a bad line would.
    private static InputStream dripping(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void a_terminals_engine_keys_are_moved_out_of_the_way() {
        var create = new ExecBody(ON_TERMINAL, new ApiVersion(1, 41)).create();

        assertThat(create)
                .containsEntry("DetachKeys", "ctrl-^,ctrl-@,ctrl-_")
                .containsEntry("Tty", true)
                .containsEntry("AttachStdin", true)
                .containsEntry("User", "1000:1000")
                .containsEntry("WorkingDir", "/workspace")
                .containsEntry("Env", List.of("TERM=xterm"));
    }

    @Test
    void the_size_goes_with_the_start_where_the_engine_takes_it() {
        assertThat(new ExecBody(ON_TERMINAL, new ApiVersion(1, 41)).start()).doesNotContainKey("ConsoleSize");
        assertThat(new ExecBody(ON_TERMINAL, new ApiVersion(1, 42)).start())
                .containsEntry("ConsoleSize", List.of(33, 99));
        assertThat(new ExecBody(PLAIN, new ApiVersion(1, 51)).start()).doesNotContainKey("ConsoleSize");
    }

    @Test
    void frames_are_split_wherever_the_line_cuts_them() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(frame(1, "out "));
        bytes.write(frame(2, "err "));
        bytes.write(frame(1, ""));
        bytes.write(frame(1, "more".repeat(200)));
        bytes.write(frame(3, "engine"));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        new ExecOutput(dripping(bytes.toByteArray())).split(out, err);

        assertThat(out).hasToString("out " + "more".repeat(200));
        assertThat(err).hasToString("err engine");
    }

    @Test
    void a_frame_that_is_cut_gives_what_it_has() throws IOException {
        var whole = frame(1, "hello");
        var out = new ByteArrayOutputStream();

        new ExecOutput(new ByteArrayInputStream(whole, 0, whole.length - 2)).split(out, out);

        assertThat(out).hasToString("hel");
    }

    @Test
    void a_terminals_bytes_are_never_taken_for_a_header() throws IOException {
        var out = new ByteArrayOutputStream();

        new ExecOutput(new ByteArrayInputStream(frame(1, "x"))).copy(out);

        assertThat(out.toByteArray()).isEqualTo(frame(1, "x"));
    }

    /// A Docker whose command says `hello`, and whose inspection is still behind for two questions.
    private static void converse(ScriptedServer.Peer peer, String started) throws IOException {
        var inspections = 0;
        for (var heard = peer.hear(); !heard.isEmpty(); heard = peer.hear()) {
            if (heard.contains("/containers/lab/exec")) {
                peer.answer(201, RecordedDocker.recorded("exec-created.json"));
            } else if (heard.contains("/start ")) {
                peer.say(started);
                return;
            } else if (heard.startsWith("GET /v1.41/exec/") && inspections++ < 2) {
                peer.answer(200, "{\"Running\":true,\"ExitCode\":null}");
            } else if (heard.startsWith("GET /v1.41/exec/")) {
                peer.answer(200, RecordedDocker.recorded("exec-ended.json"));
            } else {
                peer.answer(200, "OK");
            }
        }
    }

    @Test
    void the_exit_code_is_waited_for(@TempDir Path folder) throws IOException {
        var started = "HTTP/1.1 101 UPGRADED\r\n\r\n\u0001\0\0\0\0\0\0\u0005hello";
        try (var server = new ScriptedServer(folder, peer -> converse(peer, started));
                var engine = DockerEngine.over(DockerAddress.unix(server.socket()));
                var session = engine.exec(new ContainerName("lab"), PLAIN)) {
            var out = new ByteArrayOutputStream();
            session.pump(out, out);
            session.stdin().write('q');

            assertThat(out).hasToString("hello");
            assertThat(session.exitCode()).isEqualTo(7);
            var created = server.requests().get(1);
            assertThat(Json.read(created.substring(created.indexOf("\r\n\r\n") + 4))
                            .at("Cmd")
                            .texts())
                    .containsExactly("true");
        }
    }

    @Test
    void a_start_that_is_refused_is_a_refusal(@TempDir Path folder) {
        var refusal = "HTTP/1.1 409 Conflict\r\nContent-Length: 30\r\n\r\n{\"message\":\"is not running  \"}";
        try (var server = new ScriptedServer(folder, peer -> converse(peer, refusal));
                var engine = DockerEngine.over(DockerAddress.unix(server.socket()))) {
            var failure = catchThrowableOfType(
                    PortFailure.class,
                    () -> engine.exec(new ContainerName("lab"), PLAIN).close());

            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        }
    }
}
