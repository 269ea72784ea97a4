package io.tazpod.enginehttp;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One connection to a unix socket, with what was read from it and not yet used.
final class UnixConnection implements Channel {

    /// More than any engine's header; a server that sends more is none.
    private static final int LONGEST_HEAD = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer ahead = ByteBuffer.allocate(16 * 1024).limit(0);
    private boolean answering;
    private long idleSince;

    UnixConnection(SocketChannel channel) {
        this.channel = channel;
    }

    void connect(UnixDomainSocketAddress address) throws IOException {
        channel.connect(address);
    }

    void send(byte[] bytes, int offset, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    void sendEnd() throws IOException {
        channel.shutdownOutput();
    }

    /// Whether any byte of the present answer has come.
    boolean answering() {
        return answering;
    }

    HttpHead readHead() throws IOException {
        HttpHead head;
        do {
            head = HttpHead.parse(readHeadText());
            // 1xx other than 101 announce the answer proper
        } while (head.status() < 200 && head.status() != 101);
        return head;
    }

    private String readHeadText() throws IOException {
        var text = new StringBuilder(512);
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            text.append(line).append('\n');
            if (text.length() > LONGEST_HEAD) {
                throw new IOException("the answer's header has no end");
            }
        }
        return text.toString();
    }

    /// One line in ISO 8859-1, as HTTP has it, without its end.
    String readLine() throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            var b = readByte();
            if (b == '\n') {
                var end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append((char) b);
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("the answer's header has no end");
            }
        }
    }

    private int readByte() throws IOException {
        if (!ahead.hasRemaining()) {
            ahead.clear();
            var count = channel.read(ahead);
            ahead.flip();
            if (count < 0) {
                throw new EOFException("the connection was cut");
            }
            answering = true;
        }
        return ahead.get() & 0xff;
    }

    /// Reads what is there, first what came together with the header; -1 at the end.
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (ahead.hasRemaining()) {
            var count = Math.min(length, ahead.remaining());
            ahead.get(bytes, offset, count);
            return count;
        }
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    void rest() {
        answering = false;
        idleSince = System.nanoTime();
    }

    /// Engines close connections that idle, one of them after five seconds: a request on such a connection is lost.
    boolean fresh() {
        return channel.isOpen() && !ahead.hasRemaining() && System.nanoTime() - idleSince < 2_000_000_000L;
    }

    static byte[] encode(EngineRequest request, boolean upgrade) {
        var head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: tazpod\r\n");
        if (upgrade) {
            head.append("Connection: Upgrade\r\nUpgrade: tcp\r\n");
        }
        for (var header : request.headers()) {
            head.append(header).append("\r\n");
        }
        var json = request.json();
        if (json != null) {
            head.append("Content-Type: application/json\r\n");
        }
        var body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        if (!request.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // closed either way, and nothing of it is needed any more
            return;
        }
    }
}
