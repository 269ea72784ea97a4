package io.tazpod.app.host;

import io.tazpod.domain.entry.EntryFacts.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Passes a shell's output on, except when the first thing that comes is the wrapper's report of a
/// vault that is
/// not open: a record separator, `tazpod:`, the state, a line end.
final class ReportFilter extends OutputStream {

    /// Nothing that a shell prints first: ASCII record separator and our name.
    static final byte[] START = "\u001etazpod:".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST = 64;

    private final OutputStream out;
    private final byte[] held = new byte[LONGEST];
    private int length;
    private boolean passing;

    ReportFilter(OutputStream out) {
        this.out = out;
    }

    /// What was reported; empty when it was a shell's output.
    Optional<Vault> state() {
        return passing || length <= START.length || !startsLikeReport()
                ? Optional.empty()
                : EnterShell.stateOf(
                        new String(held, START.length, length - START.length, StandardCharsets.US_ASCII).strip());
    }

    /// The report in an output that was captured whole.
    static Optional<Vault> stateIn(String output) {
        var start = new String(START, StandardCharsets.US_ASCII);
        return output.startsWith(start)
                ? EnterShell.stateOf(output.substring(start.length()).strip())
                : Optional.empty();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (passing) {
            out.write(bytes, offset, count);
            return;
        }
        int taken = Math.min(count, LONGEST - length);
        System.arraycopy(bytes, offset, held, length, taken);
        length += taken;
        if (!startsLikeReport() || length == LONGEST) {
            passing = true;
            out.write(held, 0, length);
            out.write(bytes, offset + taken, count - taken);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private boolean startsLikeReport() {
        int compared = Math.min(length, START.length);
        return Arrays.equals(held, 0, compared, START, 0, compared);
    }
}
