package io.tazpod.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `help` prints.
final class HelpText {

    private HelpText() {}

    static String all() {
        var verbs = Stream.of(Verb.values())
                .filter(verb -> !verb.line().isEmpty())
                .map(verb -> String.format("  %-13s %s", verb.word(), verb.line()))
                .collect(Collectors.joining("\n"));
        return """
                tazpod [VERB] [FLAGS]

                Without a verb: brings project, container and vault up, and opens a shell.

                %s

                Flags for every verb:
                  --project DIR   the project, instead of the nearest one upwards
                  --yes, -y       yes to every yes/no question
                  --json          one JSON object on standard output
                  --quiet, -q     no talk, only warnings and errors
                  --no-color      no colours
                  --debug         more talk, and traces of errors

                help VERB tells a verb's own flags; docs/exit-codes.md what the exit codes mean.
                """.formatted(verbs);
    }

    static String exec() {
        return """
                tazpod exec [--] CMD…

                Run a command in the container, with the vault as it is. Standard input, output, error and the exit code
                pass through; it gets a terminal only if there is one.
                """;
    }
}
