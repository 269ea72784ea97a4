package io.tazpod.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Several commands in one process, for the build: a class archive on top of another can be made of a single run only.
///
/// Standard input has one argument a line, and an empty line after each command.
final class Training {

    private Training() {}

    public static void main(String[] none) throws IOException {
        var words = new ArrayList<String>();
        for (var line : new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isEmpty() && !words.isEmpty()) {
                int code = Main.run(List.copyOf(words), System.getenv());
                if (code != ExitCodes.DONE) {
                    throw new IllegalStateException(words + " ended with " + code);
                }
                words.clear();
            } else if (!line.isEmpty()) {
                words.add(line);
            }
        }
    }
}
