package org.valija.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a service of this machine, counts the octets that it answers, and cuts it off. */
final class CountingProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final AtomicLong answered = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    CountingProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    long answered() {
        return answered.get();
    }

    /** Ends all connections, and takes no new ones. */
    void away() {
        away = true;
        open.forEach(CountingProxy::close);
    }

    /** The service is there again. */
    void back() {
        away = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                open.add(client);
                if (away) {
                    close(client);
                    continue;
                }
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pass(client, server, new AtomicLong()));
                Thread.ofVirtual().start(() -> pass(server, client, answered));
            } catch (IOException _) {
                // Closed by the test
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Then it is closed
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream(), count);
        } catch (IOException _) {
            // Closed from the other side
        }
    }

    private static void pass(InputStream in, OutputStream out, AtomicLong count) throws IOException {
        var octets = new byte[64 * 1024];
        for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
            // Before who waits for them can look
            count.addAndGet(n);
            out.write(octets, 0, n);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
