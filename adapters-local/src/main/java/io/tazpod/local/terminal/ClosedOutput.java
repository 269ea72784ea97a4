package io.tazpod.local.terminal;

import java.io.IOException;
import java.io.OutputStream;

/// The way to the operator's screen, which may be closed at any moment: then somebody is told once, and the rest of
/// the output is dropped, so that the command can come to its own end.
final class ClosedOutput extends OutputStream {

    private final OutputStream out;
    private final Runnable onClosed;
    private boolean closed;

    ClosedOutput(OutputStream out, Runnable onClosed) {
        this.out = out;
        this.onClosed = onClosed;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (closed) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException screenGone) {
            closed = true;
            onClosed.run();
        }
    }
}
