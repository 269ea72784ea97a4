package io.tazpod.ports.machine;

import java.util.function.Consumer;

/// Keeps Ctrl-C and requests to end away from a piece of work that has to be done whole or undone.
public interface Interruptions {

    /// Runs the work. A request to end this process waits until the work has returned; the work can
    /// look
    /// whether there is one, and undo instead of going on.
    void guarded(Consumer<Asked> work);

    /// Whether somebody asked this process to end.
    @FunctionalInterface
    interface Asked {
        boolean toStop();
    }
}
