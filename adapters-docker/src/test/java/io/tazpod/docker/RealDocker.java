package io.tazpod.docker;

import static org.junit.jupiter.api.Assumptions.abort;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.PortFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Docker Engine of this machine, for tests that need one.
final class RealDocker {

    private final DockerEngine engine;

    RealDocker() {
        this(DockerEngine.connect(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    RealDocker(DockerEngine engine) {
        this.engine = engine;
    }

    DockerEngine engine() {
        return engine;
    }

    static ImageReference image() {
        return new ImageReference(System.getenv().getOrDefault("TAZPOD_TEST_IMAGE", "tazpod-base:latest"));
    }

    /// Skips the test where there is no Docker, with the reason; fails it where one was promised.
    void require() {
        try {
            if (engine.image(image()).isEmpty()) {
                missing("docker has no image " + image() + ": run dev/base-image docker");
            }
        } catch (PortFailure e) {
            missing(e.getMessage() + ": run dev/engine docker");
        }
    }

    private static void missing(String reason) {
        if (System.getenv().getOrDefault("TAZPOD_REQUIRE", "").contains("docker")) {
            throw new AssertionError(reason);
        }
        System.out.println("skipped: " + reason);
        abort(reason);
    }

    /// Docker's own client, to clean up what the port has no word for.
    static void client(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Removes this test's containers.
    void removeAll(String label) {
        try (engine) {
            for (var container : engine.labelled("tazpod.test", label)) {
                engine.remove(container.name());
            }
        } catch (PortFailure e) {
            // no Docker, so nothing to remove either: the test was skipped and has said so
            return;
        }
    }
}
