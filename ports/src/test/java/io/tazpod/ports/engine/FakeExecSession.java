package io.tazpod.ports.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A command without a process: it says what a test wrote down, and keeps what it is told.
public final class FakeExecSession implements ExecSession {

    private final int code;
    private final String out;
    private final String err;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<TerminalSize> sizes = new ArrayList<>();
    private boolean closed;

    private FakeExecSession(int code, String out, String err) {
        this.code = code;
        this.out = out;
        this.err = err;
    }

    /// A command that ends with this code and says nothing.
    public static FakeExecSession ending(int code) {
        return new FakeExecSession(code, "", "");
    }

    /// A command that says this and ends with this code.
    public static FakeExecSession saying(int code, String out, String err) {
        return new FakeExecSession(code, out, err);
    }

    /// What was written to its standard input.
    public byte[] heard() {
        return heard.toByteArray();
    }

    /// The sizes that its terminal was given.
    public List<TerminalSize> sizes() {
        return List.copyOf(sizes);
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public OutputStream stdin() {
        return heard;
    }

    @Override
    public void pump(OutputStream to, OutputStream toErr) throws IOException {
        to.write(out.getBytes(StandardCharsets.UTF_8));
        to.flush();
        toErr.write(err.getBytes(StandardCharsets.UTF_8));
        toErr.flush();
    }

    @Override
    public void resize(TerminalSize size) {
        sizes.add(size);
    }

    @Override
    public int exitCode() {
        return code;
    }

    @Override
    public void close() {
        closed = true;
    }
}
