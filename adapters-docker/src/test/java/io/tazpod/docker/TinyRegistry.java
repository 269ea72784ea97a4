package io.tazpod.docker;

import io.tazpod.enginehttp.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

/// A registry on the loopback address, where Docker does without TLS, with one image of one layer. A server of its own,
/// because Docker tries TLS first, and waits ten seconds for the JDK's server to understand that it is none.
final class TinyRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private static final String JSON = "application/json";

    /// The first byte of a client that wants TLS.
    private static final int TLS = 0x16;

    /// Big enough that Docker reports how its download is coming along.
    static final int LAYER_BYTES = 3_000_000;

    private final ServerSocket server;
    private final String requiredAuthorization;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final byte[] manifest;

    /// @param requiredAuthorization the `Authorization` header to ask for; empty for none
    TinyRegistry(String requiredAuthorization) throws IOException {
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
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private Map<String, Object> blob(String type, byte[] bytes) {
        blobs.put(digest(bytes), bytes);
        return Map.of("mediaType", type, "size", bytes.length, "digest", digest(bytes));
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed: the test is over
            return;
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            var head = new StringBuilder();
            for (var b = in.read(); b >= 0 && b != TLS; b = in.read()) {
                head.append((char) b);
                if (head.toString().endsWith("\r\n\r\n")) {
                    answer(head.toString(), connection.getOutputStream());
                    return;
                }
            }
        } catch (IOException e) {
            // Docker went away
            return;
        }
    }

    private void answer(String head, OutputStream out) throws IOException {
        var path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
        var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
        var withBody = head.startsWith("GET");
        if (!requiredAuthorization.isEmpty() && !head.contains("\r\nAuthorization: " + requiredAuthorization)) {
            answer(out, withBody, "401 No\r\nWWW-Authenticate: Basic realm=\"tiny\"", JSON, error("UNAUTHORIZED"));
        } else if (path.equals("/v2/")) {
            answer(out, withBody, "200 OK", JSON, new byte[] {'{', '}'});
        } else if (path.startsWith("/v2/tiny/manifests/1") || path.endsWith(digest(manifest))) {
            answer(out, withBody, "200 OK\r\nDocker-Content-Digest: " + digest(manifest), MANIFEST, manifest);
        } else if (blob != null) {
            answer(out, withBody, "200 OK", "application/octet-stream", blob);
        } else {
            answer(out, withBody, "404 No", JSON, error("MANIFEST_UNKNOWN"));
        }
    }

    private static byte[] error(String code) {
        var message = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Json.write(Map.of("errors", List.of(Map.of("code", code, "message", message))))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void answer(OutputStream out, boolean withBody, String status, String type, byte[] body)
            throws IOException {
        var head = "HTTP/1.1 " + status + "\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        if (withBody) {
            out.write(body);
        }
        out.flush();
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
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
