package io.tazpod.local.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Changes a terminal's settings and puts the old ones back, on every way out that a process can still
/// act on.
final class TerminalSettings implements AutoCloseable {

    // flags of <termios.h> on Linux
    private static final int ECHO = 0x8;
    private static final int ECHONL = 0x40;
    private static final int ICANON = 0x2;
    private static final int ISIG = 0x1;
    private static final int IEXTEN = 0x8000;
    private static final int OPOST = 0x1;
    private static final int CSIZE = 0x30;
    private static final int CS8 = 0x30;
    private static final int PARENB = 0x100;
    /// IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON: as cfmakeraw
    private static final int INPUT_TRANSLATION = 0x5eb;

    private static final int VTIME = CLibrary.CONTROL_CHARACTERS + 5;
    private static final int VMIN = CLibrary.CONTROL_CHARACTERS + 6;

    private final int fd;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment before = arena.allocate(CLibrary.TERMIOS, 8);
    private final Thread atExit = new Thread(this::restore, "restore-terminal");
    private boolean restored;

    private TerminalSettings(int fd) {
        this.fd = fd;
        if (!CLibrary.settings(fd, before)) {
            throw new IllegalStateException("file descriptor " + fd + " is no terminal");
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Bytes go through untouched, both ways. A read ends after a tenth of a second without input, so
    /// that
    /// whoever reads can notice that nobody wants the input any more without stealing a key.
    static TerminalSettings raw(int fd) {
        var settings = new TerminalSettings(fd);
        var changed = settings.copy();
        clear(changed, CLibrary.IFLAG, INPUT_TRANSLATION);
        clear(changed, CLibrary.OFLAG, OPOST);
        clear(changed, CLibrary.LFLAG, ECHO | ECHONL | ICANON | ISIG | IEXTEN);
        clear(changed, CLibrary.CFLAG, CSIZE | PARENB);
        changed.set(ValueLayout.JAVA_INT, CLibrary.CFLAG, changed.get(ValueLayout.JAVA_INT, CLibrary.CFLAG) | CS8);
        changed.set(ValueLayout.JAVA_BYTE, VMIN, (byte) 0);
        changed.set(ValueLayout.JAVA_BYTE, VTIME, (byte) 1);
        CLibrary.apply(fd, changed);
        return settings;
    }

    /// What is typed is not shown; lines and Ctrl-C work as ever.
    static TerminalSettings silent(int fd) {
        var settings = new TerminalSettings(fd);
        var changed = settings.copy();
        clear(changed, CLibrary.LFLAG, ECHO | ECHONL);
        CLibrary.applyAfresh(fd, changed);
        return settings;
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // the hook runs or has run; it finds the terminal restored
        }
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            CLibrary.apply(fd, before);
        }
    }

    private MemorySegment copy() {
        return arena.allocate(CLibrary.TERMIOS, 8).copyFrom(before);
    }

    private static void clear(MemorySegment termios, int offset, int flags) {
        termios.set(ValueLayout.JAVA_INT, offset, termios.get(ValueLayout.JAVA_INT, offset) & ~flags);
    }
}
