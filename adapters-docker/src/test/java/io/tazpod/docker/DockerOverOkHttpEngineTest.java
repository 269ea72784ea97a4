package io.tazpod.docker;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.enginehttp.OkHttpTransport;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerEngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The contract on a real Docker, over the transport that is used for TCP.
class DockerOverOkHttpEngineTest implements ContainerEngineContract {

    private final RealDocker docker = new RealDocker(
            DockerEngine.over(OkHttpTransport.unix(Path.of("/var/run/docker.sock"), DockerAddress.WORDS)));

    @BeforeEach
    void needs_docker() {
        docker.require();
    }

    @AfterEach
    void leaves_nothing_behind() {
        docker.removeAll(prefix());
    }

    @Override
    public ContainerEngine engine() {
        return docker.engine();
    }

    @Override
    public ImageReference image() {
        return RealDocker.image();
    }

    @Override
    public String prefix() {
        return "tazpod-okhttp-";
    }
}
