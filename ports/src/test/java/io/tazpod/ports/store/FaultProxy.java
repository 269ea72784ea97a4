package io.tazpod.ports.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a store's client and its server, one request a connection, and spoils what it is told to.
public final class FaultProxy implements AutoCloseable {

    private final URI server;
    private final ServerSocket socket;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Optional<Refusal> refusal = Optional.empty();

    /// What happens to one write; reads go through.
    public enum Fault {
        /// the server never sees it
        DROP_REQUEST,
        /// the server does it, and the answer is lost
        DROP_ANSWER,
        /// the server sees half of it
        CUT_REQUEST,
        /// the server does it, and the answer comes too late
        DELAY_ANSWER,
        /// the server does it, and says that it did not
        ANSWER_500,
        ANSWER_503,
        ANSWER_409,
        ANSWER_412,
        /// the server never sees it, and says so
        REFUSE_500,
        REFUSE_503,
        REFUSE_301,
        REFUSE_EXPIRED,
        /// by a clock that is an hour ahead
        REFUSE_SKEWED
    }

    /// What a server says to every request that it does not even look at.
    ///
    /// @param header of the answer, as `name: value`
    public record Refusal(int status, String code, String header) {}

    public FaultProxy(URI server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    public void next(Fault... these) {
        faults.addAll(List.of(these));
    }

    /// How many faults are still to come.
    public int waiting() {
        return faults.size();
    }

    /// From now on nothing gets through, and every request is refused like this; to HEAD without a word of why.
    public void refuse(Refusal like) {
        refusal = Optional.of(like);
    }

    /// How many writes came by, spoilt or not.
    public int writes() {
        return writes.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        synchronized (open) {
            for (var one : open) {
                one.close();
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                synchronized (open) {
                    open.add(client);
                }
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            relay(client);
        } catch (IOException | UncheckedIOException | InterruptedException over) {
            // the client sees a line that was cut, which is what it is for
        }
    }

    private void relay(Socket client) throws IOException, InterruptedException {
        var head = HttpWire.head(client.getInputStream());
        if (head.isEmpty()) {
            return;
        }
        boolean write = head.startsWith("PUT ");
        var fault = write ? faults.poll() : null;
        if (write) {
            writes.incrementAndGet();
        }
        var body = HttpWire.body(head, client);
        if (refusal.isPresent()) {
            client.getOutputStream().write(refused(refusal.get(), head.startsWith("HEAD ")));
            return;
        }
        if (fault == null) {
            client.getOutputStream().write(forwarded(head, body, body.length));
            return;
        }
        spoil(client.getOutputStream(), fault, head, body);
    }

    private void spoil(OutputStream client, Fault fault, String head, byte[] body)
            throws IOException, InterruptedException {
        switch (fault) {
            case DROP_REQUEST -> {}
            case CUT_REQUEST -> forwarded(head, body, body.length / 2);
            case DROP_ANSWER -> forwarded(head, body, body.length);
            case DELAY_ANSWER -> {
                var answer = forwarded(head, body, body.length);
                Thread.sleep(Duration.ofSeconds(6));
                client.write(answer);
            }
            case ANSWER_500, ANSWER_503, ANSWER_409, ANSWER_412 -> {
                forwarded(head, body, body.length);
                client.write(answer(fault.name().substring(7), "Spoilt", ""));
            }
            case REFUSE_500, REFUSE_503 -> client.write(answer(fault.name().substring(7), "SlowDown", ""));
            case REFUSE_301 -> client.write(answer("301", "PermanentRedirect", "x-amz-bucket-region: eu-west-1\r\n"));
            case REFUSE_EXPIRED -> client.write(answer("400", "ExpiredToken", ""));
            case REFUSE_SKEWED -> client.write(answer("403", "RequestTimeTooSkewed", "Date: " + hourAhead() + "\r\n"));
        }
    }

    private static String hourAhead() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    }

    private static byte[] refused(Refusal refusal, boolean mute) {
        var answer = new String(
                answer(Integer.toString(refusal.status()), refusal.code(), refusal.header() + "\r\n"), ISO_8859_1);
        var said = mute ? answer.substring(0, answer.indexOf("\r\n\r\n") + 4) : answer;
        return said.getBytes(ISO_8859_1);
    }

    private static byte[] answer(String status, String code, String header) {
        var body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>spoilt</Message></Error>";
        return ("HTTP/1.1 " + status + " Spoilt\r\nContent-Type: application/xml\r\nConnection: close\r\n" + header
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private byte[] forwarded(String head, byte[] body, int sent) throws IOException {
        return HttpWire.forwarded(server, head, body, sent);
    }
}
