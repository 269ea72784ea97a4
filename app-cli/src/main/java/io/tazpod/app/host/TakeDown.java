package io.tazpod.app.host;

import io.tazpod.app.Stop;
import io.tazpod.app.Stop.Reason;
import io.tazpod.app.Talk;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Ends the container. What is not saved is saved first; if that fails, nothing is ended.
public final class TakeDown {

    /// PID 1 ends at once; whatever runs in shells gets this long.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ContainerEngine engine;
    private final OperatorContainer container;
    private final GuestCommand guest;
    private final Talk talk;

    public TakeDown(ContainerEngine engine, OperatorContainer container, GuestCommand guest, Talk talk) {
        this.engine = engine;
        this.container = container;
        this.guest = guest;
        this.talk = talk;
    }

    /// @param discard whether what is not saved is given up
    /// @return whether there was a container
    public boolean down(boolean discard) {
        var found = container.look();
        if (found.isEmpty()) {
            return false;
        }
        if (found.get().running()) {
            lock(found.get(), discard);
        }
        try {
            engine.stop(container.name(), GRACE);
            engine.remove(container.name());
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        }
        return true;
    }

    private void lock(ContainerFacts running, boolean discard) {
        var arguments = new ArrayList<>(List.of("lock", "--force", "--quiet", "--yes"));
        if (discard) {
            arguments.add("--discard");
        }
        int code =
                guest.captured(running, GuestCommand.tazpodCommand(arguments)).exitCode();
        if (code == 0) {
            return;
        }
        if (!discard) {
            throw new Stop(
                    Reason.SAVE_FAILED,
                    "the vault could not be saved and locked (code " + code + "); the container runs on",
                    "mend it and repeat, or give the changes up: tazpod down --discard");
        }
        talk.warn("the vault could not be locked (code " + code + "); its RAM goes with the container");
    }
}
