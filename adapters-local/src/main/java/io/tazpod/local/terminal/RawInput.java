package io.tazpod.local.terminal;

import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.TerminalSize;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// Hands keys and changes of size on to a command until it has ended, without taking a key that belongs
/// to
/// whoever comes next. A read of a raw terminal ends ten times a second, so the size is looked at that
/// often too: no
/// signal handler is needed, and no resize is lost between two.
final class RawInput {

    /// Reads without input that return this much faster than the terminal's time-out are the end of the
    /// input.
    private static final long TOO_FAST_MILLIS = 30;

    private static final int END_AFTER = 8;

    private final ExecSession session;
    private final Supplier<Optional<TerminalSize>> size;
    private final Thread reader = new Thread(this::copy, "keys");
    private volatile boolean ended;

    RawInput(ExecSession session, Supplier<Optional<TerminalSize>> size) {
        this.session = session;
        this.size = size;
    }

    void start() {
        reader.setDaemon(true);
        reader.start();
    }

    /// Returns when no more key will be taken.
    void end() {
        ended = true;
        try {
            reader.join(1000);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }

    // the descriptor stays open: it is the process's own
    @SuppressWarnings("resource")
    private void copy() {
        var in = new FileInputStream(FileDescriptor.in);
        var stdin = session.stdin();
        var buffer = new byte[8 * 1024];
        var known = Optional.<TerminalSize>empty();
        int suspicious = 0;
        try {
            while (!ended && suspicious < END_AFTER) {
                var now = size.get();
                if (now.isPresent() && !now.equals(known)) {
                    known = now;
                    session.resize(now.get());
                }
                long before = System.nanoTime();
                int n = in.read(buffer);
                if (n > 0) {
                    stdin.write(buffer, 0, n);
                    suspicious = 0;
                } else {
                    suspicious = System.nanoTime() - before < TOO_FAST_MILLIS * 1_000_000 ? suspicious + 1 : 0;
                }
            }
        } catch (IOException commandOrTerminalGone) {
            // either way there is nothing left to hand on
        }
    }
}
