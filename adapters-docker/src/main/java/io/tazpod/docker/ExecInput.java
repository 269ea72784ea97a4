package io.tazpod.docker;

import java.io.IOException;
import java.io.OutputStream;

/// A command's standard input. What is written after the command's end has no reader and is dropped: the next key that
/// a person types after `exit` is no error to print on their terminal. How the command ended is told by its exit code.
final class ExecInput extends OutputStream {

    private final OutputStream out;
    private volatile boolean ended;

    ExecInput(OutputStream out) {
        this.out = out;
    }

    /// The command has ended.
    void end() {
        ended = true;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (ended) {
            return;
        }
        try {
            out.write(bytes, offset, length);
            out.flush();
        } catch (IOException e) {
            // the other side reads no more, whether we have heard of the end yet or not
            ended = true;
        }
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        try {
            out.close();
        } catch (IOException e) {
            ended = true;
        }
    }
}
