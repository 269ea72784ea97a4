package io.tazpod.app.host;

import io.tazpod.domain.entry.EntryFacts.Vault;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.OperatorTerminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens a shell in the container. One exec does it: the shell's wrapper itself reports a vault that is
/// not open.
public final class EnterShell {

    private final GuestCommand guest;
    private final ProjectFolder project;
    private final OperatorTerminal terminal;
    private final String id;

    /// @param id names this shell among all shells of the container
    public EnterShell(GuestCommand guest, ProjectFolder project, OperatorTerminal terminal, String id) {
        this.guest = guest;
        this.project = project;
        this.terminal = terminal;
        this.id = id;
    }

    /// What came of it.
    public sealed interface Entered {
        /// a shell was there and has ended
        record Left(int exitCode) implements Entered {}

        /// no shell: the vault is in this state
        record NotOpen(Vault vault) implements Entered {}
    }

    /// @param anyway whether a shell is wanted although nothing is unlocked
    public Entered enter(ContainerFacts running, boolean anyway) {
        // before this shell's own mark is there
        guest.sweep(running);
        if (!anyway && !terminal.interactive()) {
            // what is piped in belongs to the shell: the look at the vault must not drink it
            var answer = guest.captured(running, List.of(GuestPaths.LIBEXEC + "guest-shell", id, "probe"));
            var found = ReportFilter.stateIn(answer.output());
            if (found.isPresent()) {
                return new Entered.NotOpen(found.get());
            }
        }
        var report = new ReportFilter(terminal.output());
        try (var _ = project.hold(id)) {
            int code = guest.attached(
                    running,
                    List.of(GuestPaths.LIBEXEC + "guest-shell", id, anyway ? "anyway" : "open"),
                    Map.of(),
                    report,
                    () -> guest.hangUp(running, id));
            return report.state().<Entered>map(Entered.NotOpen::new).orElse(new Entered.Left(code));
        }
    }

    static Optional<Vault> stateOf(String word) {
        return switch (word) {
            case "locked" -> Optional.of(Vault.LOCKED);
            case "missing" -> Optional.of(Vault.MISSING);
            case "half-open" -> Optional.of(Vault.HALF_OPEN);
            default -> Optional.empty();
        };
    }
}
