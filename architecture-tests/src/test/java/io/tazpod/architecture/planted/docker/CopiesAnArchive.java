package io.tazpod.architecture.planted.docker;

import com.github.dockerjava.api.DockerClient;

final class CopiesAnArchive {
    void copy(DockerClient client) {
        client.copyArchiveToContainerCmd("lab").exec();
    }
}
