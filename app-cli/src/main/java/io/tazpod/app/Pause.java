package io.tazpod.app;

import java.time.Duration;

/// Waits between two tries.
@FunctionalInterface
public interface Pause {

    void pause(Duration length);

    /// The real thing. Whoever is interrupted goes on at once, and finds the flag still up.
    static void asleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }
}
