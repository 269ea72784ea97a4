package io.tazpod.cli.wiring;

import io.tazpod.docker.DockerEngine;
import io.tazpod.local.terminal.StandardTerminal;

/// Begins in the background what nearly every verb will need: the first unix socket and the first
/// foreign call of a
/// JVM take their time, and the configuration can be read meanwhile.
public final class HeadStart {

    private HeadStart() {}

    public static void begin() {
        start(DockerEngine::prepare, "head-start-engine");
        start(StandardTerminal::prepare, "head-start-terminal");
    }

    private static void start(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
