package io.tazpod.app.host;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.domain.config.TazpodConfig;
import io.tazpod.domain.container.BindMount;
import io.tazpod.domain.container.ContainerName;
import io.tazpod.domain.container.Owner;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.run.RunContract;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerFacts;
import java.util.Optional;

/// This project's container: found by its exact name, and taken only if it is ours by label and mounts.
public final class OperatorContainer {

    private final ContainerEngine engine;
    private final String project;
    private final ContainerName name;
    private final Owner user;

    public OperatorContainer(ContainerEngine engine, String project, TazpodConfig config, Owner user) {
        this.engine = engine;
        this.project = project;
        this.name = config.containerName().orElseGet(() -> ContainerName.forFolder(lastPart(project)));
        this.user = user;
    }

    public ContainerName name() {
        return name;
    }

    /// One look at the engine. Refuses a container of that name that is not this project's.
    public Optional<ContainerFacts> look() {
        var found = ask();
        found.ifPresent(this::refuseForeign);
        return found;
    }

    /// The container, which has to run.
    public ContainerFacts running() {
        var found = look();
        if (found.isEmpty() || !found.get().running()) {
            throw new Stop(Reason.NOT_RUNNING, "the container " + name + " does not run", "tazpod up");
        }
        return found.get();
    }

    /// Whom shells run as: whoever it was created for.
    public Owner owner(ContainerFacts container) {
        var label = container
                .labels()
                .getOrDefault(RunContract.LABEL_OWNER, user.toString())
                .split(":", 2);
        return new Owner(Integer.parseInt(label[0]), Integer.parseInt(label[1]));
    }

    private Optional<ContainerFacts> ask() {
        try {
            return engine.find(name);
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        }
    }

    private void refuseForeign(ContainerFacts container) {
        var owner = container.labels().get(RunContract.LABEL_PROJECT);
        if (owner == null) {
            throw new Stop(
                    Reason.NOT_OURS,
                    "a container named " + name + " is there, but TazPod did not make it",
                    "set another container_name in .tazpod/config.yaml, or remove it: docker rm -f " + name);
        }
        if (!owner.equals(project)) {
            throw new Stop(
                    Reason.NOT_OURS,
                    "the container " + name + " belongs to the project " + owner,
                    "set another container_name in .tazpod/config.yaml, or end that one: tazpod --project '" + owner
                            + "' down");
        }
        if (container.binds().stream().noneMatch(this::isWorkspace)) {
            throw new Stop(
                    Reason.NOT_OURS,
                    "the container " + name + " does not have this project mounted",
                    "remove it: docker rm -f " + name + ", then: tazpod up");
        }
    }

    private boolean isWorkspace(BindMount bind) {
        return bind.target().equals(GuestPaths.WORKSPACE) && bind.source().equals(project);
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
