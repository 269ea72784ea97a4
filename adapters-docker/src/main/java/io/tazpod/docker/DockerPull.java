package io.tazpod.docker;

import io.tazpod.domain.container.ImageReference;
import io.tazpod.ports.engine.PullProgress;

final class DockerPull {
    DockerPull(DockerApi api, Registry registry, ImageReference image, PullProgress progress) {}

    void pull() {}
}
