package io.tazpod.app.sync;

import java.time.Duration;

/// Waits between two tries.
@FunctionalInterface
public interface Pause {

    void pause(Duration length);
}
