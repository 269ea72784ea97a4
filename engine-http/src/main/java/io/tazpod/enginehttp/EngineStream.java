package io.tazpod.enginehttp;

import java.io.InputStream;
import java.io.OutputStream;

/// A connection that became a stream in both directions. One thread may read while another writes.
public interface EngineStream extends AutoCloseable {

    /// What comes from the engine, from the first byte behind the answer's header.
    InputStream input();

    /// What goes to the engine, each write at once. Closing it half-closes: the engine sees the end of the input
    /// and its output goes on.
    OutputStream output();

    @Override
    void close();
}
