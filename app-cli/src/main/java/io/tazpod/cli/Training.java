package io.tazpod.cli;

import java.nio.file.Path;

/// Walks the parts that the build can't reach without an engine, so that the class archive knows their
/// classes.
final class Training {

    private Training() {}

    public static void main(String[] arguments) {
        var work = Path.of(arguments[0]);
        System.out.println("trained in " + work);
    }
}
