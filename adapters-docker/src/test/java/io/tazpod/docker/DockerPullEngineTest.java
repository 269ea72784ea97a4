package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls by a real Docker from a registry of our own.
class DockerPullEngineTest {

    private static final String LOGIN =
            Base64.getEncoder().encodeToString("op:secret".getBytes(StandardCharsets.US_ASCII));

    private final RealDocker docker = new RealDocker();

    @BeforeEach
    void needs_docker() {
        docker.require();
    }

    private record Step(String what, long done, long total) {}

    private static List<Step> pull(DockerEngine engine, String image) {
        var steps = new ArrayList<Step>();
        engine.pull(new ImageReference(image), (what, done, total) -> steps.add(new Step(what, done, total)));
        return steps;
    }

    private PortFailure failure(String image) {
        return catchThrowableOfType(PortFailure.class, () -> pull(docker.engine(), image));
    }

    @Test
    void an_image_is_fetched_and_its_bytes_are_counted() throws Exception {
        try (var registry = new TinyRegistry("")) {
            var image = registry.host() + "/tiny:1";

            var steps = pull(docker.engine(), image);

            assertThat(docker.engine().image(new ImageReference(image))).isPresent();
            assertThat(steps.getLast().done())
                    .isEqualTo(steps.getLast().total())
                    .isGreaterThan(2_900_000);
            assertThat(steps).extracting(Step::done).isSorted();
            RealDocker.client("rmi", "-f", image);
        }
    }

    @Test
    void what_the_registry_does_not_have_is_absent() throws Exception {
        try (var registry = new TinyRegistry("")) {
            assertThat(failure(registry.host() + "/tiny:2"))
                    .extracting(PortFailure::kind)
                    .isEqualTo(Kind.ABSENT);
            assertThat(failure(registry.host() + "/other"))
                    .extracting(PortFailure::kind)
                    .isEqualTo(Kind.ABSENT);
        }
    }

    @Test
    void what_the_registry_denies_is_absent_and_the_clients_login_opens_it(@TempDir Path home) throws Exception {
        try (var registry = new TinyRegistry("Basic " + LOGIN)) {
            var image = registry.host() + "/tiny:1";
            assertThat(failure(image)).extracting(PortFailure::kind).isEqualTo(Kind.ABSENT);

            logIn(home, registry.host());
            try (var engine = DockerEngine.connect(withoutConfig(), home)) {
                pull(engine, image);
            }

            assertThat(docker.engine().image(new ImageReference(image))).isPresent();
            RealDocker.client("rmi", "-f", image);
        }
    }

    @Test
    void no_registry_is_unreachable() {
        assertThat(failure("127.0.0.1:1/tiny:1")).extracting(PortFailure::kind).isEqualTo(Kind.UNREACHABLE);
    }

    private static void logIn(Path home, String host) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"), "{\"auths\":{\"" + host + "\":{\"auth\":\"" + LOGIN + "\"}}}");
    }

    private static Map<String, String> withoutConfig() {
        var environment = new HashMap<>(System.getenv());
        environment.remove("DOCKER_CONFIG");
        return environment;
    }
}
