package io.tazpod.enginehttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixTransportTest implements EngineTransportContract {

    @Override
    public EngineTransport open(Path socket) {
        return new UnixTransport(socket, WORDS);
    }

    @Test
    void a_stream_may_also_begin_with_status_200(@TempDir Path folder) throws Exception {
        try (var server = new ScriptedServer(folder, peer -> {
                    peer.hear();
                    peer.say("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nraw");
                });
                var transport = open(server.socket());
                var stream = transport.upgrade(EngineRequest.post("/exec", "{}"))) {
            assertThat(stream.input().readAllBytes()).asString().isEqualTo("raw");
        }
    }

    @Test
    void a_question_is_asked_again_when_the_resting_connection_was_closed(@TempDir Path folder) {
        try (var server = new ScriptedServer(folder, peer -> {
                    peer.hear();
                    peer.answer(200, "{}");
                });
                var transport = open(server.socket())) {
            transport.call(EngineRequest.get("/a"));
            transport.call(EngineRequest.get("/a"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_stream_takes_its_connection_away_from_the_plain_requests(@TempDir Path folder) throws Exception {
        try (var server = new ScriptedServer(folder, peer -> {
                    for (var heard = peer.hear(); !heard.isEmpty(); heard = peer.hear()) {
                        if (heard.contains("Upgrade")) {
                            peer.say("HTTP/1.1 101 UPGRADED\r\n\r\n");
                            peer.hearByte();
                            peer.say("end");
                            return;
                        }
                        peer.answer(200, "{}");
                    }
                });
                var transport = open(server.socket())) {
            transport.call(EngineRequest.get("/a"));
            try (var stream = transport.upgrade(EngineRequest.post("/exec", "{}"))) {
                transport.call(EngineRequest.get("/b"));
                stream.output().write('x');

                assertThat(stream.input().readAllBytes()).asString().isEqualTo("end");
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
