package io.tazpod.local.terminal;

import io.tazpod.ports.engine.ExecSession;
import io.tazpod.ports.engine.TerminalSize;
import io.tazpod.ports.terminal.OperatorTerminal;
import io.tazpod.ports.terminal.OutputClosed;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Standard input and output as the operator's terminal.
public final class StandardTerminal implements OperatorTerminal {

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    /// How long a shell whose terminal was closed may take to save and lock before TazPod leaves.
    private static final long HANGUP_SECONDS = 15;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    /// Links the C library; worth a thread of its own at the start of a process.
    public static void prepare() {
        boolean _ = CLibrary.isTerminal(STDIN);
    }

    /// Whether standard error is a terminal.
    public static boolean errorsAreSeen() {
        return CLibrary.isTerminal(STDERR);
    }

    @Override
    public boolean interactive() {
        return CLibrary.isTerminal(STDIN) && CLibrary.isTerminal(STDOUT);
    }

    @Override
    public boolean outputIsTerminal() {
        return CLibrary.isTerminal(STDOUT);
    }

    @Override
    public Optional<TerminalSize> size() {
        var size = CLibrary.windowSize(STDOUT);
        return size[0] <= 0 || size[1] <= 0 ? Optional.empty() : Optional.of(new TerminalSize(size[1], size[0]));
    }

    @Override
    public OutputStream output() {
        return out;
    }

    @Override
    public void connect(ExecSession session, boolean terminal, OutputStream output, Runnable onHangup)
            throws IOException {
        var ended = new CountDownLatch(1);
        var hangup = new Thread(() -> hangUp(onHangup, ended), "hangup");
        Runtime.getRuntime().addShutdownHook(hangup);
        try {
            if (terminal) {
                connectRaw(session, new ClosedOutput(output, () -> endWithoutScreen(session, onHangup, ended)));
            } else {
                connectStreams(session, output);
            }
        } finally {
            ended.countDown();
            removeUnlessEnding(hangup);
        }
    }

    /// The window is closed, and the signal that says so may come late or never.
    private static void endWithoutScreen(ExecSession session, Runnable begin, CountDownLatch ended) {
        var end = new Thread(
                () -> {
                    hangUp(begin, ended);
                    session.close();
                },
                "screen-closed");
        end.setDaemon(true);
        end.start();
    }

    private void connectRaw(ExecSession session, OutputStream output) throws IOException {
        var input = new RawInput(session, this::size);
        try (var _ = TerminalSettings.raw(STDIN)) {
            input.start();
            try {
                session.pump(output, err);
            } finally {
                // while the terminal is raw its reads end by themselves; afterwards one would take the next line
                input.end();
            }
        }
    }

    private void connectStreams(ExecSession session, OutputStream output) throws IOException {
        var input = new Thread(() -> copyInput(session.stdin()), "stdin");
        input.setDaemon(true);
        input.start();
        session.pump(new Pipe(output), new Pipe(err));
    }

    /// Standard output or error that somebody else may stop reading: that is told apart from a lost engine.
    private static final class Pipe extends java.io.FilterOutputStream {

        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws OutputClosed {
            try {
                out.write(bytes, offset, length);
            } catch (IOException closed) {
                throw new OutputClosed(closed);
            }
        }
    }

    private static void copyInput(OutputStream stdin) {
        var buffer = new byte[16 * 1024];
        try (stdin;
                var in = new FileInputStream(FileDescriptor.in)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                stdin.write(buffer, 0, n);
            }
        } catch (IOException commandEnded) {
            // it does not want more input
        }
    }

    /// A closed terminal or a request to end: the command's own end is begun, and awaited for a while.
    private static void hangUp(Runnable begin, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            begin.run();
            boolean _ = ended.await(HANGUP_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException engineGone) {
            // nobody is left to tell; what is inside is swept by the next command
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeUnlessEnding(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs; it finds the session ended
        }
    }
}
