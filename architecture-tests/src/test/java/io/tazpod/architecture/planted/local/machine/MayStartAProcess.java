package io.tazpod.architecture.planted.local.machine;

import java.io.IOException;

final class MayStartAProcess {
    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
