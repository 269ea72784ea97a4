package io.tazpod.docker;

import io.tazpod.ports.PortFailure;
import io.tazpod.ports.PortFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// A command's output as it comes over the connection.
final class ExecOutput {

    /// stream number, three zeros, length in four bytes
    private static final int HEADER = 8;

    private static final int STDOUT = 1;
    private static final int STDIN = 0;

    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];

    ExecOutput(InputStream in) {
        this.in = in;
    }

    /// With a terminal the bytes are the terminal's.
    void copy(OutputStream out) throws IOException {
        for (var count = read(buffer.length); count >= 0; count = read(buffer.length)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    /// Without a terminal both streams come in frames.
    void split(OutputStream out, OutputStream err) throws IOException {
        var header = new byte[HEADER];
        while (readFully(header)) {
            // 0 is standard input's echo, which no engine sends; 3 is the engine's own word about a failure
            var to = header[0] == STDOUT || header[0] == STDIN ? out : err;
            var remaining = length(header);
            while (remaining > 0) {
                var count = read((int) Math.min(buffer.length, remaining));
                if (count < 0) {
                    return;
                }
                to.write(buffer, 0, count);
                remaining -= count;
            }
            to.flush();
        }
    }

    private static long length(byte[] header) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
    }

    private boolean readFully(byte[] header) {
        for (var have = 0; have < header.length; ) {
            var count = read(header.length - have);
            if (count < 0) {
                return false;
            }
            System.arraycopy(buffer, 0, header, have, count);
            have += count;
        }
        return true;
    }

    private int read(int most) {
        try {
            return in.read(buffer, 0, most);
        } catch (ClosedChannelException e) {
            // closed by ourselves, from another thread
            return -1;
        } catch (IOException e) {
            throw new PortFailure(
                    Kind.UNREACHABLE, "the connection to the command in the container was cut: " + e.getMessage(), e);
        }
    }
}
