package io.tazpod.docker;

import io.tazpod.enginehttp.EngineRequest;
import io.tazpod.enginehttp.EngineStream;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import io.tazpod.ports.engine.ExecRequest;
import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.TerminalSize;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A command that Docker runs for us, over its hijacked connection.
final class DockerExec implements ExecSession {

    /// Docker knows the exit code milliseconds after the output's end; ten seconds forgive a loaded machine.
    private static final long EXIT_CODE_NANOS = Duration.ofSeconds(10).toNanos();

    /// Docker 20.10 holds a resize back until the command has started, at most ten seconds.
    private static final Duration RESIZE = Duration.ofSeconds(12);

    private final DockerApi api;
    private final String id;
    private final EngineStream stream;
    private final ExecRequest request;
    private final ExecInput input;
    private final Object sizeLock = new Object();
    private volatile @Nullable TerminalSize wantedSize;
    private @Nullable TerminalSize toldSize;
    private volatile boolean ended;

    DockerExec(DockerApi api, String id, EngineStream stream, ExecRequest request) {
        this.api = api;
        this.id = id;
        this.stream = stream;
        this.request = request;
        this.input = new ExecInput(stream.output());
        this.wantedSize = request.terminal().orElse(null);
    }

    @Override
    public OutputStream stdin() {
        return input;
    }

    @Override
    public void pump(OutputStream out, OutputStream err) throws IOException {
        try {
            var output = new ExecOutput(stream.input());
            if (request.terminal().isPresent()) {
                output.copy(out);
            } else {
                output.split(out, err);
            }
        } finally {
            ended = true;
            input.end();
        }
    }

    /// Tells the size to an engine that does not take it with the start. Beside the command's first output, because
    /// the engine may hold the answer back until the command has started.
    void resizeFirst() {
        new FirstSize().start();
    }

    /// A class and no lambda, which would cost more than it does.
    private final class FirstSize extends Thread {

        FirstSize() {
            super("tazpod-first-size");
            setDaemon(true);
        }

        @Override
        public void run() {
            tellSize();
        }
    }

    @Override
    public void resize(TerminalSize size) {
        if (wantedSize != null) {
            wantedSize = size;
            tellSize();
        }
    }

    /// One at a time, and always the newest size: the first one may still be under way when the terminal changes.
    private void tellSize() {
        synchronized (sizeLock) {
            var size = wantedSize;
            for (var attempt = 0; attempt < 5 && !ended && size != null && !size.equals(toldSize); attempt++) {
                if (tell(size)) {
                    toldSize = size;
                    return;
                }
                pause(20L << attempt);
                size = wantedSize;
            }
        }
    }

    private boolean tell(TerminalSize size) {
        try {
            var path = "/exec/" + id + "/resize?h=" + size.rows() + "&w=" + size.columns();
            return api.call(EngineRequest.post(path, null).within(RESIZE)).good();
        } catch (PortFailure e) {
            // a wrong size is a blemish; a lost engine shows itself at the stream
            return true;
        }
    }

    @Override
    public int exitCode() {
        var deadline = System.nanoTime() + EXIT_CODE_NANOS;
        for (var wait = 1L; ; wait = Math.min(wait * 2, 100)) {
            var answer = api.call(EngineRequest.get("/exec/" + id + "/json"));
            if (!answer.good()) {
                throw DockerApi.failure("tell how the command ended", answer);
            }
            var json = answer.json();
            var code = json.at("ExitCode").number(-1);
            if (!json.at("Running").truth() && code >= 0) {
                return (int) code;
            }
            if (System.nanoTime() > deadline) {
                throw new PortFailure(Kind.TIMED_OUT, "the command's output ended, but docker says that it still runs");
            }
            pause(wait);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortFailure(Kind.TIMED_OUT, "interrupted while waiting for docker", e);
        }
    }

    @Override
    public void close() {
        ended = true;
        input.end();
        stream.close();
    }
}
