package io.tazpod.architecture.planted.domain;

import picocli.CommandLine;

final class SeesALibrary {
    CommandLine line(Object command) {
        return new CommandLine(command);
    }
}
