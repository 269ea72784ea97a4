package io.tazpod.enginehttp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a unix socket that says to each connection what a test wrote down.
public final class ScriptedServer implements AutoCloseable {

    /// What the server does with one connection.
    public interface Conversation {
        void hold(Peer peer) throws IOException, InterruptedException;
    }

    private final Path socket;
    private final ServerSocketChannel listening;
    private final Conversation conversation;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    /// The requests heard, each with its body.
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer(Path folder, Conversation conversation) {
        try {
            this.socket = folder.resolve("engine.sock");
            this.conversation = conversation;
            this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public Path socket() {
        return socket;
    }

    public int connections() {
        return connections.get();
    }

    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                var channel = listening.accept();
                open.add(channel);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(channel));
            }
        } catch (IOException e) {
            // closed: the test is over
            return;
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            conversation.hold(new Peer(channel));
        } catch (IOException e) {
            // the client went away, as some tests want it to
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The other end of a connection.
    public final class Peer {

        private final SocketChannel channel;

        private Peer(SocketChannel channel) {
            this.channel = channel;
        }

        /// The next request with its body; empty when the client has closed.
        public String hear() throws IOException {
            var heard = new StringBuilder();
            while (!heard.toString().contains("\r\n\r\n")) {
                var byteHeard = hearByte();
                if (byteHeard < 0) {
                    return "";
                }
                heard.append((char) byteHeard);
            }
            for (var body = contentLength(heard.toString()); body > 0; body--) {
                heard.append((char) hearByte());
            }
            requests.add(heard.toString());
            return heard.toString();
        }

        private static int contentLength(String head) {
            for (var line : head.split("\r\n", -1)) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    return Integer.parseInt(line.substring(15).strip());
                }
            }
            return 0;
        }

        /// One byte, -1 at the end of the client's sending.
        public int hearByte() throws IOException {
            var one = ByteBuffer.allocate(1);
            return channel.read(one) < 0 ? -1 : one.get(0) & 0xff;
        }

        public void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.UTF_8));
        }

        public void say(byte[] bytes) throws IOException {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        /// An answer with a length.
        public void answer(int status, String body) throws IOException {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            say("HTTP/1.1 " + status + " Words\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + length + "\r\n\r\n" + body);
        }
    }
}
