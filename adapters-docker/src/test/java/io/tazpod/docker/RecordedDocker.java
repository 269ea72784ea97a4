package io.tazpod.docker;

import io.tazpod.enginehttp.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A socket at which a real Docker's recorded answers are given again.
final class RecordedDocker implements AutoCloseable {

    private record Answer(int status, String body) {}

    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final ScriptedServer server;
    private final DockerEngine engine;
    private volatile String level = "1.41";

    RecordedDocker(Path folder) {
        this.server = new ScriptedServer(folder, this::converse);
        this.engine = DockerEngine.over(DockerAddress.unix(server.socket()));
        says("GET /_ping", 200, "OK");
    }

    /// Claims to be of another level.
    RecordedDocker at(String otherLevel) {
        level = otherLevel;
        return this;
    }

    DockerEngine engine() {
        return engine;
    }

    /// Gives a recorded answer to requests that begin so, their level left out; several to one take turns, and the
    /// last one stays.
    RecordedDocker plays(String request, int status, String file) {
        return says(request, status, recorded(file));
    }

    RecordedDocker says(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    static String recorded(String file) {
        try (var stream = RecordedDocker.class.getResourceAsStream("/docker-20.10.24/" + file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no recording " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The request lines heard, such as `GET /v1.41/info`.
    List<String> lines() {
        return server.requests().stream()
                .map(request -> request.substring(0, request.indexOf(" HTTP/1.1")))
                .toList();
    }

    /// The body of the first request that begins so, its level left out.
    String body(String request) {
        return server.requests().stream()
                .filter(heard -> withoutLevel(heard).startsWith(request))
                .map(heard -> heard.substring(heard.indexOf("\r\n\r\n") + 4))
                .findFirst()
                .orElseThrow();
    }

    private void converse(ScriptedServer.Peer peer) throws IOException {
        for (var heard = peer.hear(); !heard.isEmpty(); heard = peer.hear()) {
            var answer = answer(withoutLevel(heard));
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            peer.say("HTTP/1.1 " + answer.status() + " Words\r\nApi-Version: " + level
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
            peer.say(body);
        }
    }

    private Answer answer(String request) {
        for (var known : answers.entrySet()) {
            if (request.startsWith(known.getKey())) {
                var turns = known.getValue();
                return turns.size() > 1 ? turns.pop() : turns.getFirst();
            }
        }
        return new Answer(404, "{\"message\":\"page not found\"}");
    }

    private static String withoutLevel(String request) {
        return request.replaceFirst(" /v1\\.[0-9]+/", " /");
    }

    @Override
    public void close() {
        engine.close();
        server.close();
    }
}
