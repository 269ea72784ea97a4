package io.tazpod.architecture.planted.app;

import io.tazpod.architecture.planted.cli.Main;

final class SeesTheCommandLine {
    Main main() {
        return new Main();
    }
}
