package io.tazpod.local.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The four calls of the C library that a terminal needs. Each is linked at its first use: a link costs
/// milliseconds.
final class CLibrary {

    /// Bytes of glibc's `struct termios`; a little more than it has.
    static final int TERMIOS = 64;

    static final int IFLAG = 0;
    static final int OFLAG = 4;
    static final int CFLAG = 8;
    static final int LFLAG = 12;
    static final int CONTROL_CHARACTERS = 17;

    private static final int TCSAFLUSH = 2;
    private static final long TIOCGWINSZ = 0x5413;

    private CLibrary() {}

    static boolean isTerminal(int fd) {
        try {
            return (int) Links.ISATTY.invokeExact(fd) == 1;
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /// Reads the terminal's settings; false when it is none.
    static boolean settings(int fd, MemorySegment termios) {
        try {
            return (int) Links.TCGETATTR.invokeExact(fd, termios) == 0;
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /// Applies settings after all output is out, dropping input that nobody read.
    static boolean apply(int fd, MemorySegment termios) {
        try {
            return (int) Links.TCSETATTR.invokeExact(fd, TCSAFLUSH, termios) == 0;
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /// Rows and columns, or null when the terminal does not say.
    static short @org.jspecify.annotations.Nullable [] windowSize(int fd) {
        try (var arena = Arena.ofConfined()) {
            var winsize = arena.allocate(8, 8);
            if ((int) Links.IOCTL.invokeExact(fd, TIOCGWINSZ, winsize) != 0) {
                return null;
            }
            return new short[] {winsize.get(ValueLayout.JAVA_SHORT, 0), winsize.get(ValueLayout.JAVA_SHORT, 2)};
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    private static IllegalStateException unlinked(Throwable broken) {
        return new IllegalStateException("the C library's terminal calls can't be used", broken);
    }

    /// Linked one by one, on first use of the class that holds them.
    private static final class Links {
        private static final Linker LINKER = Linker.nativeLinker();

        static final MethodHandle ISATTY =
                link("isatty", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        static final MethodHandle TCGETATTR = link(
                "tcgetattr", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        static final MethodHandle TCSETATTR = link(
                "tcsetattr",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        static final MethodHandle IOCTL = LINKER.downcallHandle(
                LINKER.defaultLookup().find("ioctl").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));

        private static MethodHandle link(String name, FunctionDescriptor type) {
            return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type);
        }
    }
}
