package io.tazpod.local.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The one call of the C library that a terminal needs. All requests go through `ioctl`, although the
/// library has
/// names for them: each further function would cost milliseconds to link, on the way to the prompt.
final class CLibrary {

    /// Bytes of the kernel's `struct termios`; a little more than it has.
    static final int TERMIOS = 64;

    static final int IFLAG = 0;
    static final int OFLAG = 4;
    static final int CFLAG = 8;
    static final int LFLAG = 12;
    static final int CONTROL_CHARACTERS = 17;

    private static final long TCGETS = 0x5401;
    /// Set after all output is out; what was typed ahead stays for whoever reads next.
    private static final long TCSETSW = 0x5403;
    /// The same, but what was typed ahead is dropped: it was not meant for a passphrase.
    private static final long TCSETSF = 0x5404;
    private static final long TIOCGWINSZ = 0x5413;

    private static final MethodHandle IOCTL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("ioctl").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                    Linker.Option.firstVariadicArg(2));

    private CLibrary() {}

    static boolean isTerminal(int fd) {
        try (var arena = Arena.ofConfined()) {
            return settings(fd, arena.allocate(TERMIOS, 8));
        }
    }

    /// Reads the terminal's settings; false when it is none.
    static boolean settings(int fd, MemorySegment termios) {
        return ioctl(fd, TCGETS, termios);
    }

    static boolean apply(int fd, MemorySegment termios) {
        return ioctl(fd, TCSETSW, termios);
    }

    static boolean applyAfresh(int fd, MemorySegment termios) {
        return ioctl(fd, TCSETSF, termios);
    }

    /// Rows and columns, or none when the terminal does not say.
    static short[] windowSize(int fd) {
        try (var arena = Arena.ofConfined()) {
            var winsize = arena.allocate(8, 8);
            return ioctl(fd, TIOCGWINSZ, winsize)
                    ? new short[] {winsize.get(ValueLayout.JAVA_SHORT, 0), winsize.get(ValueLayout.JAVA_SHORT, 2)}
                    : new short[] {0, 0};
        }
    }

    private static boolean ioctl(int fd, long request, MemorySegment argument) {
        try {
            return (int) IOCTL.invokeExact(fd, request, argument) == 0;
        } catch (Throwable broken) {
            throw new IllegalStateException("the C library's terminal calls can't be used", broken);
        }
    }
}
