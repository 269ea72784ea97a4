package io.tazpod.app.host;

import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.TerminalSize;
import io.tazpod.ports.terminal.OperatorTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard streams that are no terminal.
final class FakeTerminal implements OperatorTerminal {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public boolean outputIsTerminal() {
        return false;
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.empty();
    }

    @Override
    public void connect(ExecSession session, boolean terminal, OutputStream to, Runnable onHangup) throws IOException {
        session.pump(to, to);
    }

    @Override
    public OutputStream output() {
        return output;
    }
}
