package io.tazpod.ports.engine;

import java.io.IOException;
import java.io.OutputStream;

/// A command that runs in a container with its streams connected.
///
/// One thread may write standard input while another pumps the output; the other methods may be called
/// from any
/// thread.
public interface ExecSession extends AutoCloseable {

    /// Standard input. Every write goes out at once; closing it half-closes the connection, so that the
    /// command
    /// sees the end of its input while its output goes on.
    OutputStream stdin();

    /// Copies the command's output until it ends. With a terminal everything arrives on `out`. Without
    /// one the
    /// frames are told apart by our own knowledge that there is no terminal, never by their content.
    void pump(OutputStream out, OutputStream err) throws IOException;

    /// Tells the terminal's new size; quiet when the command has ended or has no terminal.
    void resize(TerminalSize size);

    /// The command's exit code, once the output has ended; waits a bounded time for the engine to know
    /// it.
    int exitCode();

    @Override
    void close();
}
