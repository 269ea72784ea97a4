package io.tazpod.cli;

import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.domain.project.GuestPaths;
import io.tazpod.ports.engine.ContainerFacts;

/// Things about a project that are worth a line when it is brought up, and would be noise at every
/// entry.
public final class Notices {

    private Notices() {}

    /// Keys of the configuration that change nothing.
    public static void ignoredKeys(HostComponent parts, Report report) {
        parts.configReading().ignored().forEach(ignored -> report.warn(".tazpod/config.yaml: " + ignored));
    }

    /// A container that was made by another installation runs that one's program.
    public static void otherProgram(HostComponent parts, ContainerFacts running, Report report) {
        var here = parts.hostFacts().distribution();
        for (var bind : running.binds()) {
            if (bind.target().equals(GuestPaths.DISTRIBUTION) && !bind.source().equals(here)) {
                report.warn("the container runs the TazPod of " + bind.source() + ", not this one;"
                        + " to change that: tazpod down && tazpod up");
            }
        }
    }
}
