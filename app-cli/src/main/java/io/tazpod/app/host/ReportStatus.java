package io.tazpod.app.host;

import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.machine.ProjectFolder;
import java.util.List;
import java.util.Optional;

/// Tells how things stand, as far as can be seen from the host.
public final class ReportStatus {

    private final ProjectFolder project;
    private final OperatorContainer container;
    private final GuestCommand guest;

    public ReportStatus(ProjectFolder project, OperatorContainer container, GuestCommand guest) {
        this.project = project;
        this.container = container;
        this.guest = guest;
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
        var answer = guest.captured(running, GuestCommand.tazpodCommand(List.of("__internal_state")))
                .output();
        return new Status(
                root,
                container.name().value(),
                "running",
                running.image(),
                value(answer, "vault").orElse("half-open"),
                value(answer, "unsaved").filter(v -> !v.equals("unknown")).map(Boolean::parseBoolean),
                value(answer, "shells").map(Integer::parseInt).orElse(0));
    }

    private static Optional<String> value(String answer, String key) {
        return answer.lines()
                .filter(l -> l.startsWith(key + "="))
                .map(l -> l.substring(key.length() + 1))
                .findFirst();
    }
}
