package io.tazpod.ports.engine;

/// Hears how a pull is coming along.
@FunctionalInterface
public interface PullProgress {

    /// @param step what the engine says it is doing
    /// @param doneBytes bytes fetched so far over all layers
    /// @param totalBytes bytes known to be needed so far; 0 when the engine does not tell
    void at(String step, long doneBytes, long totalBytes);
}
