package io.tazpod.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tazpod.enginehttp.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/// A registry on the loopback address, where Docker asks for no known certificate, with one image of one layer. With
/// TLS all the same: Docker tries that first, and waits for a plain server to understand it.
final class TinyRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /// Big enough that Docker reports how its download is coming along.
    static final int LAYER_BYTES = 3_000_000;

    private final HttpsServer server;
    private final String requiredAuthorization;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final byte[] manifest;

    /// @param requiredAuthorization the `Authorization` header to ask for; empty for none
    TinyRegistry(Path folder, String requiredAuthorization) throws Exception {
        this.requiredAuthorization = requiredAuthorization;
        var tar = tar();
        var layer = gzip(tar);
        var config = Json.write(Map.of(
                        "architecture",
                        "amd64",
                        "os",
                        "linux",
                        "config",
                        Map.of("Cmd", List.of("/none")),
                        "rootfs",
                        Map.of("type", "layers", "diff_ids", List.of(digest(tar)))))
                .getBytes(StandardCharsets.US_ASCII);
        manifest = Json.write(Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        MANIFEST,
                        "config",
                        blob("application/vnd.docker.container.image.v1+json", config),
                        "layers",
                        List.of(blob("application/vnd.docker.image.rootfs.diff.tar.gzip", layer))))
                .getBytes(StandardCharsets.US_ASCII);
        var keys = TestKeys.make(folder, "registry");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.trusting(keys)));
        server.createContext("/v2/", this::serve);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private Map<String, Object> blob(String type, byte[] bytes) {
        blobs.put(digest(bytes), bytes);
        return Map.of("mediaType", type, "size", bytes.length, "digest", digest(bytes));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!requiredAuthorization.isEmpty() && !requiredAuthorization.equals(authorization)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tiny\"");
                answer(exchange, 401, "application/json", error("UNAUTHORIZED"));
            } else if (path.equals("/v2/")) {
                answer(exchange, 200, "application/json", new byte[] {'{', '}'});
            } else if (path.startsWith("/v2/tiny/manifests/1") || path.endsWith(digest(manifest))) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", digest(manifest));
                answer(exchange, 200, MANIFEST, manifest);
            } else if (blob != null) {
                answer(exchange, 200, "application/octet-stream", blob);
            } else {
                answer(exchange, 404, "application/json", error("MANIFEST_UNKNOWN"));
            }
        }
    }

    private static byte[] error(String code) {
        return Json.write(Map.of(
                        "errors",
                        List.of(Map.of(
                                "code",
                                code,
                                "message",
                                code.toLowerCase(Locale.ROOT).replace('_', ' ')))))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        var head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /// One file of noise in a ustar archive.
    private static byte[] tar() {
        var header = new byte[512];
        put(header, 0, "noise");
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, "%011o\0".formatted(LAYER_BYTES));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        var sum = 0;
        for (var b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        var noise = new byte[(LAYER_BYTES + 511) / 512 * 512];
        new Random(42).nextBytes(noise);
        Arrays.fill(noise, LAYER_BYTES, noise.length, (byte) 0);
        var tar = new ByteArrayOutputStream();
        tar.writeBytes(header);
        tar.writeBytes(noise);
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
