import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers like a Docker Engine with one running container, so that the build can walk the way to the
/// prompt without
/// an engine. Only for training the class archive; not part of the distribution.
///
/// Started by the build as a source file: `java TrainingEngine.java SOCKET CONTAINER PROJECT`.
public final class TrainingEngine {

    private static final String SHELL_OUTPUT = "operator@demo:/workspace$ ";

    private final String inspection;

    private TrainingEngine(String container, String project) {
        this.inspection = """
                {"Id":"c0ffee","Name":"/%s","Created":"2026-11-21T00:00:00Z","Image":"sha256:beef",\
                "State":{"Status":"running","Running":true,"Paused":false,"ExitCode":0},\
                "Config":{"Image":"debian:bookworm","Env":["PATH=/usr/bin:/bin","TAZPOD_SIDE=guest"],\
                "Labels":{"io.tazpod.project":"%s","io.tazpod.owner":"1000:1000","io.tazpod.schema":"1",\
                "io.tazpod.enclave":"declared"}},"HostConfig":{"NetworkMode":"host"},\
                "Mounts":[{"Type":"bind","Source":"%s","Destination":"/workspace","Mode":"","RW":true},\
                {"Type":"bind","Source":"/opt","Destination":"/opt/tazpod","Mode":"","RW":false}]}"""
                .formatted(container, project, project);
    }

    public static void main(String[] arguments) throws IOException {
        var engine = new TrainingEngine(arguments[1], arguments[2]);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> engine.serve(client));
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            while (answer(client)) {
                // the next request on the same connection
            }
        } catch (IOException gone) {
            // the client has what it came for
        }
    }

    private boolean answer(SocketChannel client) throws IOException {
        var head = head(client);
        if (head.isEmpty()) {
            return false;
        }
        var line = head.lines().findFirst().orElse("");
        body(client, head);
        if (line.contains("/start")) {
            write(client, "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
                    + "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
            write(client, SHELL_OUTPUT);
            return false;
        }
        var json = line.startsWith("POST") && line.contains("/containers/") ? "{\"Id\":\"e1\"}"
                : line.contains("/containers/") ? inspection
                : line.contains("/exec/") ? "{\"ID\":\"e1\",\"Running\":false,\"ExitCode\":0}"
                : "OK";
        write(client, "HTTP/1.1 " + (line.startsWith("POST") && line.contains("/containers/") ? "201 Created" : "200 OK")
                + "\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
        return true;
    }

    private static String head(SocketChannel client) throws IOException {
        var head = new ByteArrayOutputStream();
        var one = ByteBuffer.allocate(1);
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            one.clear();
            if (client.read(one) < 0) {
                return "";
            }
            head.write(one.array()[0]);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static void body(SocketChannel client, String head) throws IOException {
        int left = head.lines()
                .filter(l -> l.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
                .findFirst()
                .orElse(0);
        var buffer = ByteBuffer.allocate(Math.max(1, left));
        buffer.limit(left);
        while (buffer.hasRemaining() && client.read(buffer) >= 0) {
            // until it is whole
        }
    }

    private static void write(SocketChannel client, String text) throws IOException {
        var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            client.write(buffer);
        }
    }
}
