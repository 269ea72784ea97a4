package io.tazpod.architecture.planted.cli.command;

final class Halts {
    void end() {
        Runtime.getRuntime().halt(1);
    }
}
