package io.tazpod.app.host;

import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.vault.VaultState;
import io.tazpod.ports.engine.ContainerFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the container how the vault in it stands.
public final class LookInside {

    private final GuestCommand guest;

    public LookInside(GuestCommand guest) {
        this.guest = guest;
    }

    /// @param unsaved empty when nobody can tell
    public record Inside(VaultState vault, Optional<Boolean> unsaved, int shells) {}

    public Inside look(ContainerFacts running) {
        return asked(running, List.of());
    }

    /// The state alone, by what lies there: an open vault's content is not read for it.
    public VaultState glance(ContainerFacts running) {
        return asked(running, List.of("glance")).vault();
    }

    /// Whether there is something to warn of: as [#look] has it, but quicker where nothing was touched since the last
    /// save.
    public Optional<Boolean> unsaved(ContainerFacts running) {
        return asked(running, List.of("changes")).unsaved();
    }

    private Inside asked(ContainerFacts running, List<String> how) {
        var command = Stream.concat(Stream.of(GuestPaths.LIBEXEC + "guest-state"), how.stream());
        return read(guest.captured(running, command.toList()).output());
    }

    /// An answer that can't be read counts as half open: somebody should look.
    static Inside read(String answer) {
        return new Inside(
                value(answer, "vault").flatMap(LookInside::state).orElse(VaultState.HALF_OPEN),
                value(answer, "unsaved").filter(it -> !it.equals("unknown")).map(Boolean::parseBoolean),
                value(answer, "shells").map(Integer::parseInt).orElse(0));
    }

    private static Optional<VaultState> state(String word) {
        return Arrays.stream(VaultState.values())
                .filter(it -> it.word().equals(word))
                .findFirst();
    }

    private static Optional<String> value(String answer, String key) {
        return answer.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst();
    }
}
