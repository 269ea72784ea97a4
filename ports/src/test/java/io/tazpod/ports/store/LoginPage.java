package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/// A captive network: whatever is asked, the answer is success and a page.
final class LoginPage implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\nConnection: close\r\n\r\n<h1>Pay</h1>"
                    .getBytes(ISO_8859_1);

    private final ServerSocket socket;

    LoginPage() throws IOException {
        socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                var head = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
                var line = head.readLine();
                while (line != null && !line.isEmpty()) {
                    line = head.readLine();
                }
                client.getOutputStream().write(ANSWER);
            } catch (IOException gone) {
                // the next one, or the end
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
