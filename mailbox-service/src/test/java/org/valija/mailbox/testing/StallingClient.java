package org.valija.mailbox.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.valija.testkit.Eventually;

/** A client that sends a request, or the beginning of one, and then neither reads nor writes for as long as it likes. */
public final class StallingClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Socket socket = new Socket();

    private StallingClient(MailboxServer server, String request) throws IOException {
        // Small, so that an answer of some size stops at once
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks, and does not read the answer. */
    public static StallingClient get(MailboxServer server, String bearer, String path, String... headers)
            throws IOException {
        return new StallingClient(server, head("GET", path, bearer, headers));
    }

    /** Asks with a body, and does not read the answer. */
    public static StallingClient post(MailboxServer server, String bearer, String path, String json, String... headers)
            throws IOException {
        var length = "Content-Type: application/json\r\nContent-Length: " + json.length();
        return new StallingClient(server, head("POST", path, bearer, length, String.join("\r\n", headers)) + json);
    }

    /** Announces a body of which it sends no more than this. */
    public static StallingClient upload(
            MailboxServer server, String bearer, String path, String contentType, String body, long announced)
            throws IOException {
        var length = "Content-Type: " + contentType + "\r\nContent-Length: " + announced;
        return new StallingClient(server, head("POST", path, bearer, length) + body);
    }

    private static String head(String method, String path, String bearer, String... headers) {
        var lines = List.of(headers).stream().filter(line -> !line.isEmpty()).toList();
        // The answer of that version has no chunks, and ends with the connection
        return "%s %s HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                .formatted(method, path, bearer, String.join("\r\n", lines));
    }

    /** Waits until an answer has begun, and reads none of it. */
    public void awaitFirstOctets() {
        awaitOctets(1);
    }

    /** Waits until so many octets of an answer have come, and reads none of them; at most some thousand. */
    public void awaitOctets(int count) {
        Eventually.eventually("an answer", () -> socket.getInputStream().available() >= count);
    }

    /** All that comes until the service ends the connection, which it does within a minute. */
    public String readToTheEnd() throws IOException {
        socket.setReceiveBufferSize(64 * 1024);
        var all = new ByteArrayOutputStream();
        var octets = new byte[64 * 1024];
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int n = read(octets); n >= 0; n = read(octets)) {
            all.write(octets, 0, n);
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the answer goes on after " + all.size() + " octets");
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private int read(byte[] octets) throws IOException {
        return socket.getInputStream().read(octets);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
