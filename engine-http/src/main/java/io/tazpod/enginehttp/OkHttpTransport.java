package io.tazpod.enginehttp;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Socket;
import org.jspecify.annotations.Nullable;

/// HTTP by OkHttp: over TCP, over TLS, or over a unix socket.
public final class OkHttpTransport implements EngineTransport {

    private static final MediaType JSON = MediaType.get("application/json");

    /// A machine of the same network answers within milliseconds, one behind a bad line within seconds.
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final String base;
    private final String place;
    private final @Nullable Path unixSocket;
    private final EngineWords words;

    private OkHttpTransport(
            OkHttpClient client, String base, String place, @Nullable Path unixSocket, EngineWords words) {
        this.client = client;
        this.base = base;
        this.place = place;
        this.unixSocket = unixSocket;
        this.words = words;
    }

    public static OkHttpTransport unix(Path socket, EngineWords words) {
        var client = settings()
                .socketFactory(new UnixSocketFactory(socket))
                // no name is looked up for a unix socket
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return new OkHttpTransport(client, "http://localhost", "unix://" + socket, socket, words);
    }

    /// @param secure whether to speak TLS, trusting whom the runtime trusts
    public static OkHttpTransport tcp(String host, int port, boolean secure, EngineWords words) {
        var base = (secure ? "https://" : "http://") + host + ":" + port;
        return new OkHttpTransport(settings().build(), base, "tcp://" + host + ":" + port, null, words);
    }

    /// @param keys carries our certificate and trusts whom `trust` trusts
    public static OkHttpTransport tls(
            String host, int port, SSLContext keys, X509TrustManager trust, EngineWords words) {
        var client = settings().sslSocketFactory(keys.getSocketFactory(), trust).build();
        return new OkHttpTransport(client, "https://" + host + ":" + port, "tcp://" + host + ":" + port, null, words);
    }

    /// No read timeout, because it would also end a shell in which nobody types; each call has a limit of its own.
    /// No repeating, because an order must not be given twice.
    private static OkHttpClient.Builder settings() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public EngineAnswer call(EngineRequest request) {
        var call = client.newCall(request(request, false));
        call.timeout().timeout(request.limit().toNanos(), TimeUnit.NANOSECONDS);
        try (var response = call.execute()) {
            return answer(response);
        } catch (IOException e) {
            throw failure(request, e);
        }
    }

    @Override
    public EngineStream upgrade(EngineRequest request) throws Refused {
        var call = client.newCall(request(request, true));
        // OkHttp lifts this limit when the connection is upgraded
        call.timeout().timeout(request.limit().toNanos(), TimeUnit.NANOSECONDS);
        try {
            var response = call.execute();
            var socket = response.socket();
            if (socket != null) {
                return new Upgraded(socket);
            }
            throw new Refused(answer(response));
        } catch (IOException e) {
            throw failure(request, e);
        }
    }

    @Override
    public void lines(EngineRequest request, Consumer<String> each) throws Refused {
        var patient = client.newBuilder().readTimeout(request.limit()).build();
        try (var response = patient.newCall(request(request, false)).execute()) {
            if (response.code() != 200) {
                throw new Refused(answer(response));
            }
            var lines = new LineSplitter(each);
            var bytes = new byte[8192];
            var body = response.body().byteStream();
            for (var count = body.read(bytes); count >= 0; count = body.read(bytes)) {
                lines.take(bytes, count);
            }
            lines.end();
        } catch (IOException e) {
            throw failure(request, e);
        }
    }

    private Request request(EngineRequest request, boolean upgrade) {
        var builder = new Request.Builder().url(base + request.path()).header("User-Agent", "tazpod");
        for (var header : request.headers()) {
            var colon = header.indexOf(':');
            builder.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        if (upgrade) {
            builder.header("Connection", "Upgrade").header("Upgrade", "tcp");
        }
        return builder.method(request.method(), body(request)).build();
    }

    private static @Nullable RequestBody body(EngineRequest request) {
        if (request.method().equals("GET")) {
            return null;
        }
        var json = request.json();
        return json == null
                ? RequestBody.create(new byte[0])
                : RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON);
    }

    private static EngineAnswer answer(Response response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.headers()) {
            headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond());
        }
        return new EngineAnswer(response.code(), headers, response.body().string());
    }

    private PortFailure failure(EngineRequest request, IOException cause) {
        var query = request.path().indexOf('?');
        var what = request.method() + " "
                + (query < 0 ? request.path() : request.path().substring(0, query));
        if (cause instanceof InterruptedIOException) {
            return new PortFailure(
                    Kind.TIMED_OUT,
                    words.product() + " did not answer " + what + " within "
                            + request.limit().toSeconds() + " s",
                    cause);
        }
        if (unixSocket != null && !(cause instanceof EOFException)) {
            return ConnectFailure.of(unixSocket, words, cause);
        }
        return new PortFailure(
                Kind.UNREACHABLE,
                words.product() + " at " + place + " did not answer " + what + ": " + cause.getMessage(),
                words.silent(),
                cause);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    /// An upgraded connection. Writes go out at once, and closing the sink shuts the sending side down.
    private static final class Upgraded implements EngineStream {

        private final Socket socket;
        private final InputStream input;
        private final OutputStream output;

        Upgraded(Socket socket) {
            this.socket = socket;
            this.input = Okio.buffer(socket.getSource()).inputStream();
            this.output = new Unbuffered(Okio.buffer(socket.getSink()));
        }

        @Override
        public InputStream input() {
            return input;
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public void close() {
            socket.cancel();
        }
    }

    private static final class Unbuffered extends OutputStream {

        private final BufferedSink sink;

        Unbuffered(BufferedSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            sink.writeByte(b).flush();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(bytes, offset, length).flush();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
