package io.tazpod.app.host;

import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.machine.ProjectFolder;
import java.util.Optional;

/// Tells how things stand, as far as can be seen from the host.
public final class ReportStatus {

    private final ProjectFolder project;
    private final OperatorContainer container;
    private final LookInside lookInside;

    public ReportStatus(ProjectFolder project, OperatorContainer container, LookInside lookInside) {
        this.project = project;
        this.container = container;
        this.lookInside = lookInside;
    }

    /// @param containerState `missing`, `stopped` or `running`
    /// @param vaultState `missing`, `locked`, `unlocked` or `half-open`
    /// @param unsaved empty when unknown
    public record Status(
            String project,
            String container,
            String containerState,
            String image,
            String vaultState,
            Optional<Boolean> unsaved,
            int shells) {}

    public Status status() {
        var found = container.look();
        var root = project.root().orElseThrow();
        if (found.isPresent() && found.get().running()) {
            return inside(root, found.get());
        }
        var vault = project.hasVault() ? VaultState.LOCKED : VaultState.MISSING;
        return new Status(
                root,
                container.name().value(),
                found.isPresent() ? "stopped" : "missing",
                found.map(ContainerFacts::image).orElse(""),
                vault.word(),
                Optional.of(false),
                0);
    }

    private Status inside(String root, ContainerFacts running) {
        var inside = lookInside.look(running);
        return new Status(
                root,
                container.name().value(),
                "running",
                running.image(),
                inside.vault().word(),
                inside.unsaved(),
                inside.shells());
    }
}
