package io.tazpod.cli.command;

import io.tazpod.cli.Invocation;
import io.tazpod.cli.Report;
import io.tazpod.cli.wiring.GuestComponent;
import io.tazpod.cli.wiring.HostComponent;
import io.tazpod.cli.wiring.Launch;
import io.tazpod.cli.wiring.SyncParts;

/// What a command is run with. The parts are made when they are asked for.
public final class Context {

    private final Launch launch;
    private final boolean guest;

    public Context(Launch launch) {
        this.launch = launch;
        this.guest = "guest".equals(launch.environment().get("TAZPOD_SIDE"));
    }

    /// Whether this process runs inside the container; told by a variable that TazPod sets at creation.
    public boolean isGuest() {
        return guest;
    }

    public Report report() {
        return launch.report();
    }

    public Invocation invocation() {
        return launch.invocation();
    }

    /// The host's parts, wired afresh: what a project says may just have changed.
    public HostComponent host() {
        return HostComponent.of(launch);
    }

    public GuestComponent guest() {
        return GuestComponent.of(launch);
    }

    public SyncParts sync() {
        return guest ? guest() : host();
    }

    Launch launch() {
        return launch;
    }
}
