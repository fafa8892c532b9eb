package org.valija.mailbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.valija.testkit.Database;

/**
 * Stands between a service and its PostgreSQL, and cuts connections at the worst moment: those over which a certain text
 * has gone to the database, when they come to COMMIT.
 */
public final class PostgresProxy implements AutoCloseable {

    /** When a connection is cut. */
    public enum Cut {
        /** The database never gets to know that it is to commit. */
        BEFORE_COMMIT,
        /** The database has committed, and its client never gets to know. */
        AFTER_COMMIT
    }

    /** In the octets as the database or its client sends them: a query, and the tag of CommandComplete. */
    private static final String COMMIT = "COMMIT\0";

    private final Database database;
    private final URI target;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile String marker = "";
    private volatile Cut cut = Cut.AFTER_COMMIT;
    private volatile boolean isAwayAfterwards;

    public PostgresProxy(Database database) {
        this.database = database;
        target = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database, by way of this proxy. */
    public Database database() {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + target.getPath(),
                database.user(),
                database.password());
    }

    /** The next connection over which this text goes is cut, once; all that are open are cut now. */
    public void cut(Cut when, String text) {
        isAwayAfterwards = false;
        cut = when;
        marker = text;
        links.forEach(Link::close);
    }

    /** The same, and nobody gets through to the database any more after that, until there is something else to cut. */
    public void cutForGood(Cut when, String text) {
        cut(when, text);
        isAwayAfterwards = true;
    }

    /** How many connections were cut where they were to be. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var link = new Link(listener.accept(), new Socket(target.getHost(), target.getPort()));
                links.add(link);
                // Looked at last, or else one that comes while the others are cut would be left over
                if (isAwayAfterwards && marker.isEmpty()) {
                    link.close();
                }
            } catch (IOException _) {
                // Closed by the test, or the database is away
            }
        }
    }

    /** One connection, both ways. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean marked;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            var toServer = server.getOutputStream();
            var toClient = client.getOutputStream();
            var fromClient = client.getInputStream();
            var fromServer = server.getInputStream();
            Thread.ofVirtual().start(() -> pass(fromClient, toServer, Cut.BEFORE_COMMIT));
            Thread.ofVirtual().start(() -> pass(fromServer, toClient, Cut.AFTER_COMMIT));
        }

        private void pass(InputStream in, OutputStream out, Cut here) {
            var octets = new byte[64 * 1024];
            try {
                for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
                    var text = new String(octets, 0, n, StandardCharsets.ISO_8859_1);
                    if (here == Cut.BEFORE_COMMIT && !marker.isEmpty() && text.contains(marker)) {
                        marked = true;
                    }
                    if (marked && cut == here && text.contains(COMMIT)) {
                        marker = "";
                        cuts.incrementAndGet();
                        if (isAwayAfterwards) {
                            links.forEach(Link::close);
                        }
                        break;
                    }
                    out.write(octets, 0, n);
                }
            } catch (IOException _) {
                // Closed from the other side
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            try (client;
                    server) {
                marked = false;
            } catch (IOException _) {
                // Then it is closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        links.forEach(Link::close);
    }
}
