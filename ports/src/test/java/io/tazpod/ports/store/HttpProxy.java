package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP proxy that wants a password, counts what it passes on, and is the only one to know where `store.invalid` is.
public final class HttpProxy implements AutoCloseable {

    private static final String NAME = "store.invalid";
    private static final String USER = "operator:p@ss";

    private final URI server;
    private final ServerSocket socket;
    private final AtomicInteger passed = new AtomicInteger();

    public HttpProxy(URI server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /// The server, by the name that it has behind the proxy.
    public URI endpoint() {
        return URI.create("http://" + NAME + ":" + server.getPort());
    }

    public URI address() {
        return address("operator:p%40ss@");
    }

    /// @param user with a password and an at sign, in the form of an address; or nobody
    public URI address(String user) {
        return URI.create("http://" + user + "127.0.0.1:" + socket.getLocalPort());
    }

    /// How many requests the server got.
    public int passed() {
        return passed.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = HttpWire.head(client.getInputStream());
            if (!head.isEmpty()) {
                client.getOutputStream().write(answer(head, HttpWire.body(head, client)));
            }
        } catch (IOException over) {
            // the client has gone
        }
    }

    private byte[] answer(String head, byte[] body) throws IOException {
        var proof = "Basic " + Base64.getEncoder().encodeToString(USER.getBytes(UTF_8));
        if (!HttpWire.header(head, "proxy-authorization").equals(proof)) {
            return refusal("407 Who?\r\nProxy-Authenticate: Basic realm=\"test\"");
        }
        var origin = " " + endpoint();
        if (!head.contains(origin)) {
            return refusal("502 No such name");
        }
        passed.incrementAndGet();
        return HttpWire.forwarded(server, head.replaceFirst(origin, " "), body, body.length);
    }

    private static byte[] refusal(String words) {
        return ("HTTP/1.1 " + words + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1);
    }
}
