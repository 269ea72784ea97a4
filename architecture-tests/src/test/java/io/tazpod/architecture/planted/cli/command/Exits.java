package io.tazpod.architecture.planted.cli.command;

final class Exits {
    void end() {
        System.exit(1);
    }
}
