package org.valija.imap.session;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.valija.imap.respond.Capabilities;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Client;
import org.valija.imap.state.State;
import org.valija.imap.state.Terms;
import org.valija.imap.state.Watch;
import org.valija.line.Awaited;
import org.valija.line.LineConnection;
import org.valija.line.TlsMode;
import org.valija.line.sasl.SaslExchange;
import org.valija.line.sasl.SaslMechanisms;

/** The client of one connection. */
final class ConnectedClient implements Client {

    private final LineConnection connection;
    private final Responses out;
    private final ListenerProperties listener;
    private final ImapProperties properties;
    private final Set<Capability> off;
    private final Watch watch;

    ConnectedClient(
            LineConnection connection,
            Responses out,
            ListenerProperties listener,
            ImapProperties properties,
            Watch watch) {
        this.connection = connection;
        this.out = out;
        this.listener = listener;
        this.properties = properties;
        this.off = properties.off();
        this.watch = watch;
    }

    @Override
    public InetAddress address() {
        return connection.client().getAddress();
    }

    @Override
    public Capabilities capabilities(State state) {
        var capabilities = EnumSet.allOf(Capability.class);
        capabilities.removeAll(off);
        // Never both: RFC 7888, 6
        if (capabilities.contains(Capability.LITERAL_PLUS)) {
            capabilities.remove(Capability.LITERAL_MINUS);
        }
        boolean authenticated = state instanceof Authenticated;
        boolean loginAllowed =
                connection.isTls() || listener.loopbackAuth() && address().isLoopbackAddress();
        if (authenticated || connection.isTls() || listener.listen().tls() != TlsMode.STARTTLS) {
            capabilities.remove(Capability.STARTTLS);
        }
        if (connection.isCompressed()) {
            capabilities.remove(Capability.COMPRESS_DEFLATE);
        }
        if (authenticated || loginAllowed) {
            capabilities.remove(Capability.LOGINDISABLED);
        }
        if (authenticated || !loginAllowed) {
            capabilities.remove(Capability.SASL_IR);
        }
        var mechanisms = authenticated || !loginAllowed
                ? List.<String>of()
                : mechanisms().names();
        capabilities.removeIf(capability -> !capability.isAmong(mechanisms));
        return new Capabilities(capabilities, terms().appendLimit());
    }

    @Override
    public SaslMechanisms mechanisms() {
        return SaslMechanisms.over(connection.tls(), properties.saslMechanisms());
    }

    @Override
    public void startTls() throws IOException {
        connection.startTls();
    }

    @Override
    public boolean isCompressed() {
        return connection.isCompressed();
    }

    @Override
    public void compress() throws IOException {
        connection.deflate();
    }

    @Override
    public String ask(String challenge) throws IOException {
        out.continuation(challenge);
        return connection.readSecretLine(SaslExchange.MAX_RESPONSE).latin1();
    }

    @Override
    public Awaited await(Duration atMost) throws IOException {
        return connection.awaitInput(atMost);
    }

    @Override
    public String readLine() throws IOException {
        return connection.readLine().latin1();
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public Terms terms() {
        return new Terms(
                properties.message().toBytes(),
                properties.timeouts().autologout(),
                properties.timeouts().stillHere());
    }
}
