package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.outbound.tls.TlsDemand;

/** A connection to a server that is ready for mail: greeted, encrypted and logged in as far as that goes. For one thread. */
public final class SmtpConnection implements AutoCloseable {

    private final Client client;
    private final Server server;
    private final Wire wire;
    private Extensions extensions = Extensions.NONE;
    private @Nullable SSLSession tls;
    private int messages;
    private boolean usable = true;
    private boolean open;
    private boolean gone;

    private SmtpConnection(Client client, Server server, Wire wire) {
        this.client = client;
        this.server = server;
        this.wire = wire;
    }

    /**
     * Connects. Where encryption is only an opportunity, and turns out to fail, connects again without.
     *
     * @throws DialogueException if the server can't be used now
     */
    public static SmtpConnection open(Client client, Server server) throws DialogueException {
        try {
            return begin(client, server);
        } catch (DialogueException.HandshakeFailed e) {
            if (server.tls() != TlsDemand.OPPORTUNISTIC || server.login() != null) {
                throw e;
            }
            // Worse than encryption to nobody knows whom, but what the server would get that knows no TLS: RFC 7435, 3
            return begin(client, server.with(TlsDemand.NONE));
        }
    }

    private static SmtpConnection begin(Client client, Server server) throws DialogueException {
        var wire = connect(client, server);
        var connection = new SmtpConnection(client, server, wire);
        try {
            connection.greet();
            return connection;
        } catch (IOException e) {
            wire.close();
            throw e instanceof DialogueException failure ? failure : Wire.lost(e);
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private static Wire connect(Client client, Server server) throws DialogueException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            if (server.source() != null) {
                socket.bind(new InetSocketAddress(server.source(), 0));
            }
            socket.connect(server.address(), (int) client.timeouts().connect().toMillis());
            return new Wire(socket, client.watchdog(), client.timeouts().block());
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException _) {
                // It never was open
            }
            throw new DialogueException("4.4.1", "No connection to " + server.host() + ": " + e.getMessage());
        }
    }

    private void greet() throws IOException {
        if (server.tls() == TlsDemand.IMPLICIT) {
            encrypt();
        }
        require(wire.reply(client.timeouts().greeting()));
        hello();
        if (tls == null && server.tls() != TlsDemand.NONE) {
            startTls();
        }
        if (server.login() != null) {
            if (tls == null) {
                throw new DialogueException("4.7.11", "The server does not encrypt, so we do not log in");
            }
            server.login().over(wire, extensions, client.timeouts().command());
        }
    }

    private void hello() throws IOException {
        wire.send("EHLO " + client.hostName());
        var reply = wire.reply(client.timeouts().greeting());
        if (reply.code() / 10 == 50) { // It knows no EHLO: RFC 5321, 3.2
            wire.send("HELO " + client.hostName());
            require(wire.reply(client.timeouts().greeting()));
            extensions = Extensions.NONE;
            return;
        }
        require(reply);
        extensions = Extensions.of(reply);
    }

    private void startTls() throws IOException {
        if (!extensions.has("STARTTLS")) {
            requireNoTls("The server does not offer TLS");
            return;
        }
        wire.send("STARTTLS");
        var reply = wire.reply(client.timeouts().command());
        if (!reply.isPositive()) {
            if (reply.isClosing()) {
                throw new DialogueException(reply);
            }
            requireNoTls("The server refused STARTTLS: " + reply.text());
            return;
        }
        encrypt();
        // What was said before may have been said by somebody in between: RFC 3207, 4.2
        hello();
    }

    private void requireNoTls(String text) throws DialogueException {
        if (server.tls().isStrict()) {
            throw new DialogueException("4.7.4", text);
        }
    }

    private void encrypt() throws DialogueException {
        tls = wire.startTls(
                        client.tls(),
                        server.host(),
                        server.tls(),
                        client.timeouts().tls())
                .getSession();
    }

    private static void require(ServerReply reply) throws DialogueException {
        if (!reply.isPositive()) {
            throw new DialogueException(reply);
        }
    }

    /**
     * Why this server can't be given a message; empty if it can. The connection stays as good as it was.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc1870.html#section-6">RFC 1870, 6</a>
     */
    public Optional<Answer> unmet(OutgoingMail mail) {
        return Requirements.unmet(mail, extensions, tls != null && server.tls().isVerified());
    }

    /**
     * Sends a message that the server can take.
     *
     * @return one answer for each recipient
     * @throws ContentException if the content can't be read; nobody has the message then
     */
    public List<Answer> send(OutgoingMail mail) throws ContentException {
        messages++;
        try {
            var result = new Transfer(wire, extensions, client.timeouts(), mail).run();
            usable = result.usable();
            open = result.open();
            gone = !result.heard();
            return result.answers();
        } catch (ContentException e) {
            usable = false;
            throw e;
        }
    }

    /** How many recipients the server takes in one transaction: RFC 9422, 4.2. */
    public int mostRecipients(int preferred) {
        var limit = extensions.limit("RCPTMAX");
        return limit.isPresent() && limit.getAsLong() > 0 ? (int) Math.min(preferred, limit.getAsLong()) : preferred;
    }

    /** Whether the server tells senders itself what becomes of their messages: RFC 3461. */
    public boolean sendsNotices() {
        return extensions.has("DSN");
    }

    /** Whether the server had closed the connection, or did then, before it heard of the last message that was sent. */
    public boolean wasGone() {
        return gone;
    }

    /** Makes it ready for another message; false if it must be closed. */
    public boolean reset() {
        var limit = extensions.limit("MAILMAX");
        if (!usable || limit.isPresent() && messages >= limit.getAsLong()) {
            return false;
        }
        if (!open) {
            return true;
        }
        try {
            wire.send("RSET");
            open = false;
            usable = wire.reply(client.timeouts().command()).isPositive();
        } catch (IOException _) {
            usable = false;
        }
        return usable;
    }

    /** Whether the server is still there, as far as can be told without asking. */
    public boolean isQuiet() {
        return usable && wire.isQuiet();
    }

    /** Messages sent so far. */
    public int messages() {
        return messages;
    }

    /** The server's name. */
    public String host() {
        return server.host();
    }

    /** The server's IP address. */
    public String address() {
        return server.address().getAddress().getHostAddress();
    }

    /** Version and cipher suite; empty if nothing is encrypted. */
    public Optional<String> tls() {
        return Optional.ofNullable(tls).map(session -> session.getProtocol() + " " + session.getCipherSuite());
    }

    /** Says QUIT, unless nobody listens any more. */
    @Override
    public void close() {
        try (wire) {
            if (usable) {
                wire.send("QUIT");
                wire.reply(client.timeouts().quit());
            }
        } catch (IOException _) {
            // The server has all that matters: RFC 5321, 3.8
        }
    }
}
