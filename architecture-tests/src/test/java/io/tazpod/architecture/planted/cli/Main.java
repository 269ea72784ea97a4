package io.tazpod.architecture.planted.cli;

public final class Main {
    void end() {
        System.exit(0);
    }
}
