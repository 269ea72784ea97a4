package io.tazpod.enginehttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A unix connection that became a stream.
final class UnixStream implements EngineStream {

    private final UnixConnection connection;

    UnixStream(UnixConnection connection) {
        this.connection = connection;
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : connection.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                connection.send(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                connection.sendEnd();
            }
        };
    }

    @Override
    public void close() {
        connection.close();
    }
}
