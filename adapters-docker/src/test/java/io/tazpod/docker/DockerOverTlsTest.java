package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Docker behind TCP with TLS on both sides, as `DOCKER_TLS_VERIFY` asks for.
class DockerOverTlsTest {

    @Test
    void both_sides_show_their_certificates(@TempDir Path folder) throws Exception {
        var serverKeys = TestKeys.make(folder, "server");
        var clientKeys = TestKeys.make(folder, "client");
        Files.writeString(folder.resolve("ca.pem"), serverKeys.certificate());
        Files.writeString(folder.resolve("cert.pem"), clientKeys.certificate());
        Files.writeString(folder.resolve("key.pem"), clientKeys.key());
        var server = server(serverKeys, clientKeys);
        try {
            var environment = Map.of(
                    "DOCKER_HOST",
                    "tcp://127.0.0.1:" + server.getAddress().getPort(),
                    "DOCKER_TLS_VERIFY",
                    "yes",
                    "DOCKER_CERT_PATH",
                    folder.toString());
            try (var engine = DockerEngine.connect(environment, folder)) {
                assertThat(engine.facts().version()).isEqualTo("20.10.24+dfsg1");
                assertThat(engine.facts().place()).startsWith("tcp://127.0.0.1:");
            }

            Files.writeString(folder.resolve("ca.pem"), clientKeys.certificate());
            try (var engine = DockerEngine.connect(environment, folder)) {
                assertThat(catchThrowableOfType(PortFailure.class, engine::facts))
                        .as("a server that we do not trust")
                        .isNotNull();
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_context_has_certificates_of_its_own(@TempDir Path home) throws Exception {
        var serverKeys = TestKeys.make(home, "server");
        var clientKeys = TestKeys.make(home, "client");
        var server = server(serverKeys, clientKeys);
        try {
            var id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest("far".getBytes(StandardCharsets.UTF_8)));
            var meta = Files.createDirectories(
                    home.resolve(".docker/contexts/meta").resolve(id));
            Files.writeString(
                    meta.resolve("meta.json"),
                    "{\"Name\":\"far\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"tcp://127.0.0.1:"
                            + server.getAddress().getPort() + "\",\"SkipTLSVerify\":false}}}");
            var tls = Files.createDirectories(
                    home.resolve(".docker/contexts/tls").resolve(id).resolve("docker"));
            Files.writeString(tls.resolve("ca.pem"), serverKeys.certificate());
            Files.writeString(tls.resolve("cert.pem"), clientKeys.certificate());
            Files.writeString(tls.resolve("key.pem"), clientKeys.key());

            try (var engine = DockerEngine.connect(Map.of("DOCKER_CONTEXT", "far"), home)) {
                assertThat(engine.facts().version()).isEqualTo("20.10.24+dfsg1");
            }
        } finally {
            server.stop(0);
        }
    }

    /// The library that docker-java would read certificates with is in no distribution.
    @Test
    void bouncy_castle_is_not_here() {
        assertThat(getClass().getClassLoader().getResource("org/bouncycastle/jce/provider/BouncyCastleProvider.class"))
                .isNull();
    }

    private static HttpsServer server(TestKeys own, TestKeys trusted) throws IOException, GeneralSecurityException {
        var context = own.trusting(trusted);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var both = context.getDefaultSSLParameters();
                both.setNeedClientAuth(true);
                parameters.setSSLParameters(both);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = RecordedDocker.recorded("info.json").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }
}
