package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerAddressTest {

    @TempDir
    private Path home;

    private String place(Map<String, String> environment) {
        try (var transport = new DockerAddress(environment, home, home.resolve("system.sock")).open()) {
            return transport.place();
        }
    }

    private void config(String json) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), json);
    }

    private void context(String name, String host) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        var folder = home.resolve(".docker/contexts/meta/" + HexFormat.of().formatHex(digest));
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":false}}}");
    }

    @Test
    void the_systems_socket_is_the_usual_one() {
        assertThat(place(Map.of())).isEqualTo("unix://" + home.resolve("system.sock"));
    }

    @Test
    void a_rootless_socket_stands_in_for_a_system_socket_that_we_may_not_use() throws IOException {
        Files.createFile(home.resolve("docker.sock"));

        assertThat(place(Map.of("XDG_RUNTIME_DIR", home.toString())))
                .isEqualTo("unix://" + home.resolve("docker.sock"));

        Files.createFile(home.resolve("system.sock"));
        assertThat(place(Map.of("XDG_RUNTIME_DIR", home.toString())))
                .isEqualTo("unix://" + home.resolve("system.sock"));
    }

    @Test
    void docker_desktops_socket_comes_last() throws IOException {
        Files.createDirectories(home.resolve(".docker/run"));
        Files.createFile(home.resolve(".docker/run/docker.sock"));

        assertThat(place(Map.of())).isEqualTo("unix://" + home.resolve(".docker/run/docker.sock"));
    }

    @Test
    void docker_host_wins_over_a_context() throws Exception {
        context("far", "tcp://far.example:2375");

        assertThat(place(Map.of("DOCKER_HOST", "unix:///run/other.sock", "DOCKER_CONTEXT", "far")))
                .isEqualTo("unix:///run/other.sock");
        assertThat(place(Map.of("DOCKER_HOST", "tcp://near.example:1234", "DOCKER_CONTEXT", "far")))
                .isEqualTo("tcp://near.example:1234");
    }

    @Test
    void a_context_is_taken_from_the_environment_or_the_configuration() throws Exception {
        context("far", "tcp://far.example:2375");
        context("local", "unix:///run/local.sock");
        config("{\"currentContext\":\"local\"}");

        assertThat(place(Map.of())).isEqualTo("unix:///run/local.sock");
        assertThat(place(Map.of("DOCKER_CONTEXT", "far"))).isEqualTo("tcp://far.example:2375");
        assertThat(place(Map.of("DOCKER_CONTEXT", "default"))).isEqualTo("unix://" + home.resolve("system.sock"));
    }

    @Test
    void a_configuration_folder_may_be_elsewhere() throws Exception {
        context("local", "unix:///run/local.sock");
        config("{\"currentContext\":\"local\"}");
        var elsewhere = home.resolve("elsewhere");
        Files.move(home.resolve(".docker"), elsewhere);

        assertThat(place(Map.of("DOCKER_CONFIG", elsewhere.toString()))).isEqualTo("unix:///run/local.sock");
    }

    @Test
    void a_context_that_does_not_exist_is_said() {
        var failure = catchThrowableOfType(PortFailure.class, () -> place(Map.of("DOCKER_CONTEXT", "nowhere")));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_INSTALLED);
        assertThat(failure).hasMessageContaining("nowhere");
        assertThat(failure.hint()).contains("docker context ls");
    }

    @Test
    void ssh_is_refused_with_a_way_out() throws Exception {
        context("ssh", "ssh://op@far.example");

        for (var environment :
                List.of(Map.of("DOCKER_HOST", "ssh://op@far.example"), Map.of("DOCKER_CONTEXT", "ssh"))) {
            var failure = catchThrowableOfType(PortFailure.class, () -> place(environment));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_INSTALLED);
            assertThat(failure.hint()).contains("ssh -NL");
        }
    }

    @Test
    void a_broken_configuration_says_nothing() throws IOException {
        config("{ not json");

        assertThat(place(Map.of())).isEqualTo("unix://" + home.resolve("system.sock"));
    }

    @Test
    void tls_without_certificates_is_said() {
        var environment = Map.of(
                "DOCKER_HOST", "tcp://far.example:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", home.toString());

        var failure = catchThrowableOfType(PortFailure.class, () -> place(environment));

        assertThat(failure.hint()).isNotNull();
    }

    @Test
    void nothing_is_opened_before_the_first_call() {
        try (var engine = DockerEngine.connect(Map.of("DOCKER_HOST", "ssh://far.example"), home)) {
            var failure = catchThrowableOfType(PortFailure.class, engine::facts);

            assertThat(failure.kind()).isEqualTo(Kind.NOT_INSTALLED);
        }
    }
}
