package io.tazpod.ports.terminal;

import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.TerminalSize;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// The terminal that TazPod itself was started in.
public interface OperatorTerminal {

    /// Whether standard input and output both are a terminal: only then a remote terminal makes sense.
    boolean interactive();

    /// Whether what is printed lands on a screen.
    boolean outputIsTerminal();

    /// The size, when there is a terminal.
    Optional<TerminalSize> size();

    /// Connects this terminal, or the plain standard streams, with a running command until its output
    /// ends.
    /// A terminal is raw meanwhile and restored on every way out; its size is handed on at once and on
    /// every change.
    ///
    /// @param session the command
    /// @param terminal whether the command has a terminal
    /// @param output where the command's output goes: standard output, or a filter before it
    /// @param onHangup run once when the terminal is closed or TazPod is told to end; the command's
    /// output is then
    ///     awaited for a bounded time
    void connect(ExecSession session, boolean terminal, OutputStream output, Runnable onHangup) throws IOException;

    /// Standard output, unbuffered.
    OutputStream output();
}
