package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/// HTTP as far as the tests' proxies need it: one request a connection, with a content of known length.
final class HttpWire {

    private HttpWire() {}

    /// Up to the blank line, which is included; empty if the line ends before.
    static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == 4) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// The content of a request, which a client may hold back until it is told to go on.
    static byte[] body(String head, Socket client) throws IOException {
        if (header(head, "expect").contains("100-continue")) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        var length = header(head, "content-length");
        return client.getInputStream().readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    }

    /// The whole answer of the server to this much of the request.
    static byte[] forwarded(URI server, String head, byte[] body, int sent) throws IOException {
        try (var upstream = new Socket(server.getHost(), server.getPort())) {
            var out = upstream.getOutputStream();
            var once = head.replaceAll("(?i)\r\n(connection|expect|proxy-[a-z]+):[^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            try {
                out.write(once.getBytes(ISO_8859_1));
                out.write(body, 0, sent);
            } catch (IOException answeredEarly) {
                // MinIO refuses without reading the content
            }
            if (sent < body.length) {
                return new byte[0];
            }
            return answer(upstream.getInputStream());
        }
    }

    /// Up to the end, or to where the server that did not read everything resets the line.
    private static byte[] answer(InputStream in) {
        var answer = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.write(b);
            }
        } catch (IOException reset) {
            // what came before is the answer
        }
        return answer.toByteArray();
    }
}
