package io.tazpod.cli.wiring;

import io.tazpod.docker.DockerEngine;

/// Begins in the background what every engine verb will need: the first unix socket of a JVM takes its
/// time.
public final class HeadStart {

    private HeadStart() {}

    public static void engine() {
        var thread = new Thread(DockerEngine::prepare, "head-start");
        thread.setDaemon(true);
        thread.start();
    }
}
