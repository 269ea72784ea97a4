package io.tazpod.enginehttp;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 over the JDK's unix socket channel and nothing else.
///
/// It exists because it is on the way from a keystroke to the prompt: no client library, no logger, no regular
/// expression. One connection is kept for plain requests; a stream takes a connection for itself.
public final class UnixTransport implements EngineTransport {

    /// Engines answer with kilobytes; a list of all containers of a busy host may reach a megabyte.
    private static final int LONGEST_BODY = 64 * 1024 * 1024;

    private final Path socket;
    private final EngineWords words;
    private final Watchdog watchdog = new Watchdog();
    private @Nullable UnixConnection resting;
    private boolean closed;

    public UnixTransport(Path socket, EngineWords words) {
        this.socket = socket;
        this.words = words;
    }

    /// Loads what the JDK needs for its first unix socket, some 25 ms of it. Called on a thread of its own when a
    /// process
    /// starts, it is over by the time that the first request is made; without it that request is later and just as
    /// right.
    public static void prepare() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException | UnsupportedOperationException e) {
            // the first request meets the same and says so
            return;
        }
    }

    @Override
    public String place() {
        return "unix://" + socket;
    }

    @Override
    public EngineAnswer call(EngineRequest request) {
        return converse(request, false, new PlainListening());
    }

    @Override
    public EngineStream upgrade(EngineRequest request) throws Refused {
        var outcome = converse(request, true, new UpgradeListening());
        if (outcome instanceof EngineAnswer answer) {
            throw new Refused(answer);
        }
        return (EngineStream) outcome;
    }

    @Override
    public void lines(EngineRequest request, Consumer<String> each) throws Refused {
        var refusal = converse(request, false, new LineListening(request.limit().toNanos(), each));
        if (refusal != null) {
            throw new Refused(refusal);
        }
    }

    /// Reads what comes back on a connection. Implemented by classes, because the first lambda of a process costs more
    /// than the request.
    private interface Listening<T extends @Nullable Object> {
        T hear(UnixConnection connection, Watchdog.Watch watch) throws IOException;
    }

    private final class PlainListening implements Listening<EngineAnswer> {
        @Override
        public EngineAnswer hear(UnixConnection connection, Watchdog.Watch watch) throws IOException {
            var head = connection.readHead();
            var answer = answer(connection, head);
            if (head.keepsConnection()) {
                rest(connection);
            } else {
                connection.close();
            }
            return answer;
        }
    }

    /// Gives an [EngineStream], or the [EngineAnswer] that came instead.
    private static final class UpgradeListening implements Listening<Object> {
        @Override
        public Object hear(UnixConnection connection, Watchdog.Watch watch) throws IOException {
            var head = connection.readHead();
            if (head.upgraded()) {
                return new UnixStream(connection);
            }
            try (connection) {
                return answer(connection, head);
            }
        }
    }

    /// Gives the answer that came instead of lines, null when all came.
    private record LineListening(long silenceNanos, Consumer<String> each)
            implements Listening<@Nullable EngineAnswer> {
        @Override
        public @Nullable EngineAnswer hear(UnixConnection connection, Watchdog.Watch watch) throws IOException {
            try (connection) {
                var head = connection.readHead();
                if (head.status() != 200) {
                    return answer(connection, head);
                }
                var body = new HttpBody(connection, head);
                var lines = new LineSplitter(each);
                var bytes = new byte[8192];
                for (var count = body.read(bytes); count >= 0; count = body.read(bytes)) {
                    watch.extend(silenceNanos);
                    lines.take(bytes, count);
                }
                lines.end();
                return null;
            }
        }
    }

    private <T extends @Nullable Object> T converse(EngineRequest request, boolean upgrade, Listening<T> listening) {
        var bytes = UnixConnection.encode(request, upgrade);
        var rested = wake();
        if (rested != null) {
            try (var watch = watchdog.watch(rested, request.limit().toNanos())) {
                try {
                    rested.send(bytes, 0, bytes.length);
                    return listening.hear(rested, watch);
                } catch (IOException e) {
                    rested.close();
                    // closed by the engine while it rested: a question may be asked again, an order may not
                    if (watch.expired()
                            || rested.answering()
                            || !request.method().equals("GET")) {
                        throw failure(request, watch, e);
                    }
                }
            }
        }
        return converseAnew(request, bytes, listening);
    }

    private <T extends @Nullable Object> T converseAnew(EngineRequest request, byte[] bytes, Listening<T> listening) {
        var connection = open();
        try (var watch = watchdog.watch(connection, request.limit().toNanos())) {
            try {
                connect(connection, watch);
                connection.send(bytes, 0, bytes.length);
                return listening.hear(connection, watch);
            } catch (IOException e) {
                connection.close();
                throw failure(request, watch, e);
            }
        }
    }

    private UnixConnection open() {
        try {
            return new UnixConnection(SocketChannel.open(StandardProtocolFamily.UNIX));
        } catch (IOException | UnsupportedOperationException e) {
            throw new PortFailure(Kind.UNREACHABLE, "this system gives no unix socket for " + place(), e);
        }
    }

    private void connect(UnixConnection connection, Watchdog.Watch watch) {
        try {
            connection.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            connection.close();
            if (watch.expired()) {
                throw new PortFailure(
                        Kind.TIMED_OUT, words.product() + " does not answer at " + socket, words.silent(), e);
            }
            throw ConnectFailure.of(socket, words, e);
        }
    }

    private static EngineAnswer answer(UnixConnection connection, HttpHead head) throws IOException {
        var body = new HttpBody(connection, head).readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new IOException("the answer has no end");
        }
        return new EngineAnswer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private PortFailure failure(EngineRequest request, Watchdog.Watch watch, IOException cause) {
        if (watch.expired()) {
            return new PortFailure(
                    Kind.TIMED_OUT,
                    words.product() + " did not answer " + what(request) + " within "
                            + request.limit().toSeconds() + " s",
                    cause);
        }
        return new PortFailure(
                Kind.UNREACHABLE,
                words.product() + " broke off while answering " + what(request) + ": " + cause.getMessage(),
                words.silent(),
                cause);
    }

    private static String what(EngineRequest request) {
        var query = request.path().indexOf('?');
        return request.method() + " "
                + (query < 0 ? request.path() : request.path().substring(0, query));
    }

    private synchronized @Nullable UnixConnection wake() {
        var connection = resting;
        resting = null;
        if (connection != null && !connection.fresh()) {
            connection.close();
            return null;
        }
        return connection;
    }

    private synchronized void rest(UnixConnection connection) {
        if (resting != null || closed) {
            connection.close();
        } else {
            connection.rest();
            resting = connection;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watchdog.close();
        if (resting != null) {
            resting.close();
            resting = null;
        }
    }
}
