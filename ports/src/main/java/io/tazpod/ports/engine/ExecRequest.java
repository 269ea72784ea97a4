package io.tazpod.ports.engine;

import io.tazpod.domain.container.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command to run in a container.
///
/// @param command argument list, no shell
/// @param user whom it runs as
/// @param workingDirectory absolute path in the container; empty for the image's own
/// @param environment added to the container's
/// @param terminal the size of the terminal to allocate; empty for three separate streams
/// @param input whether standard input is connected
public record ExecRequest(
        List<String> command,
        Owner user,
        String workingDirectory,
        Map<String, String> environment,
        Optional<TerminalSize> terminal,
        boolean input) {

    public ExecRequest {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has at least one word");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
