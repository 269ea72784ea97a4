package io.tazpod.architecture.planted.app;

import picocli.CommandLine;

final class SeesPicocli {
    CommandLine line(Object command) {
        return new CommandLine(command);
    }
}
