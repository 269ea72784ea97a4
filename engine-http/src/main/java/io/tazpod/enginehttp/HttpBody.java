package io.tazpod.enginehttp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer, however its length is told: by the header, by chunks, or by the connection's end.
final class HttpBody extends InputStream {

    private final UnixConnection connection;
    private final boolean chunked;
    private long remaining;
    private boolean firstChunk = true;

    HttpBody(UnixConnection connection, HttpHead head) throws IOException {
        this.connection = connection;
        this.chunked = head.chunked();
        this.remaining = chunked || !head.hasBody() ? 0 : endless(head.contentLength());
    }

    private static long endless(long length) {
        return length < 0 ? Long.MAX_VALUE : length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && remaining == 0) {
            startChunk();
        }
        if (remaining <= 0) {
            return -1;
        }
        var count = connection.read(bytes, offset, (int) Math.min(length, remaining));
        if (count < 0 && remaining != Long.MAX_VALUE) {
            throw new EOFException("the answer was cut");
        }
        if (remaining != Long.MAX_VALUE) {
            remaining -= count;
        }
        return count;
    }

    private void startChunk() throws IOException {
        if (!firstChunk) {
            connection.readLine();
        }
        firstChunk = false;
        var size = connection.readLine();
        var extension = size.indexOf(';');
        remaining = HttpHead.number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        if (remaining == 0) {
            skipTrailers();
            remaining = -1;
        }
    }

    private void skipTrailers() throws IOException {
        while (!connection.readLine().isEmpty()) {
            // engines send no trailers that matter
        }
    }
}
