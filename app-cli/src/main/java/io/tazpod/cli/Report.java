package io.tazpod.cli;

import io.tazpod.app.Talk;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The voices: results on standard output, everything else on standard error.
public final class Report implements Talk {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean color;
    private final BooleanSupplier terminal;
    private boolean progressShown;

    /// @param quiet whether talk that is no warning is left out
    /// @param terminal whether standard error is looked at by somebody, for progress
    public Report(PrintStream out, PrintStream err, boolean quiet, boolean color, BooleanSupplier terminal) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.color = color;
        this.terminal = terminal;
    }

    /// A result.
    public void print(String line) {
        clearProgress();
        out.println(line);
        out.flush();
    }

    /// A result that brings its own line ends.
    public void printRaw(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void say(String line) {
        if (!quiet) {
            line("tazpod: ", line);
        }
    }

    @Override
    public void warn(String line) {
        line("tazpod: " + coloured("33", "warning: "), line);
    }

    /// A problem that ended the verb, and what to do about it.
    public void fail(@Nullable String message, @Nullable String hint) {
        line("tazpod: " + coloured("31", "error: "), message == null ? "unknown" : message);
        if (hint != null) {
            line("tazpod: hint: ", hint);
        }
    }

    @Override
    public void progress(String line) {
        if (!quiet && terminal.getAsBoolean()) {
            err.print("\r\u001b[Ktazpod: " + line);
            err.flush();
            progressShown = true;
        }
    }

    /// The trace of an error, for `--debug`.
    public void trace(Throwable error) {
        error.printStackTrace(err);
    }

    private void line(String start, String text) {
        clearProgress();
        err.println(start + text);
        err.flush();
    }

    private void clearProgress() {
        if (progressShown) {
            err.print("\r\u001b[K");
            progressShown = false;
        }
    }

    private String coloured(String code, String text) {
        return color && terminal.getAsBoolean() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
