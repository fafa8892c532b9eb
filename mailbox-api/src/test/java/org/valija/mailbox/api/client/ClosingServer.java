package org.valija.mailbox.api.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does with each request, over all connections, what it was told, in order; and keeps connections open but where it says. */
final class ClosingServer implements AutoCloseable {

    enum Deed {
        ANSWER,
        /** As a process that ends: the request is read, perhaps served, and never answered. */
        CLOSE_WITHOUT_ANSWER,
        /** As a Tomcat that is about to stop. */
        ANSWER_503_AND_CLOSE,
        /** As a Tomcat that is answered for before it has read all content, and takes what comes for the rest. */
        REFUSE_WITHIN_CONTENT
    }

    private final ServerSocket listener;
    private final Iterator<Deed> deeds;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ClosingServer(Deed... deeds) throws IOException {
        this.deeds = List.of(deeds).iterator();
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** For each request that came, the number of its connection, from 1, and its first line. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        for (int number = 1; ; number++) {
            try {
                var client = listener.accept();
                int connection = number;
                Thread.ofVirtual().start(() -> serve(client, connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client, int connection) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            for (String first = in.readLine(); first != null; first = in.readLine()) {
                var deed = deeds.next();
                if (deed != Deed.REFUSE_WITHIN_CONTENT) {
                    skipRest(in);
                }
                requests.add(connection + " " + first.replace(" HTTP/1.1", ""));
                if (deed == Deed.REFUSE_WITHIN_CONTENT) {
                    client.getOutputStream().write("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                    in.transferTo(Writer.nullWriter());
                    return;
                }
                if (deed == Deed.CLOSE_WITHOUT_ANSWER) {
                    return;
                }
                client.getOutputStream()
                        .write((deed == Deed.ANSWER
                                        ? "HTTP/1.1 200 \r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                                        : "HTTP/1.1 503 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(ISO_8859_1));
                if (deed == Deed.ANSWER_503_AND_CLOSE) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Header and body, which is short and in one of both forms. */
    private static void skipRest(BufferedReader in) throws IOException {
        int length = 0;
        boolean chunked = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
            chunked |= line.equals("Transfer-Encoding: chunked");
        }
        in.skip(length);
        while (chunked && !in.readLine().equals("0")) {}
        if (chunked) {
            in.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
