package io.tazpod.ports.engine;

import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import java.util.List;
import java.util.Map;

/// One look at a container.
///
/// @param id the engine's identifier
/// @param name its exact name, without a leading slash
/// @param running whether commands can be run in it now
/// @param status the engine's word for its state: `running`, `exited`, `created`, `paused`, …
/// @param image the reference that it was created from
/// @param labels its labels
/// @param binds its bind mounts
/// @param environment the environment of its PID 1
public record ContainerFacts(
        String id,
        ContainerName name,
        boolean running,
        String status,
        String image,
        Map<String, String> labels,
        List<BindMount> binds,
        Map<String, String> environment) {

    public ContainerFacts {
        labels = Map.copyOf(labels);
        binds = List.copyOf(binds);
        environment = Map.copyOf(environment);
    }
}
