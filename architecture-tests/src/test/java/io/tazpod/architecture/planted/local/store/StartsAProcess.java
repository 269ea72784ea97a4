package io.tazpod.architecture.planted.local.store;

import java.io.IOException;

final class StartsAProcess {
    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
