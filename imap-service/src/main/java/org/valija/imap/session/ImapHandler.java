package org.valija.imap.session;

import java.io.IOException;
import java.util.regex.Pattern;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.Store;
import org.valija.line.ConnectionHandler;
import org.valija.line.LineConnection;

/** IMAP as one listener speaks it. */
record ImapHandler(
        ListenerProperties listener, ImapProperties properties, Store store, Watches watches, CommandMeters meters)
        implements ConnectionHandler {

    /** However many spaces, or what a client takes for them: its command is wrong then, and its password is right. */
    private static final Pattern LOGIN = Pattern.compile(
            "^(\\s*\\S+\\s+(?:LOGIN|AUTHENTICATE\\s+\\S+))\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public void serve(LineConnection connection) throws IOException {
        var out = new Responses(new ConnectionOutput(connection));
        var address = connection.client().getAddress().getHostAddress();
        try (var subscription = watches.subscribe(connection::wake, connection::logWireWhile, address)) {
            var client = new ConnectedClient(connection, out, listener, properties, subscription.watch());
            new Session(connection, properties, client, out, meters, new NotAuthenticated(client, store)).serve();
        }
    }

    @Override
    public String refusal() {
        return "* BYE [UNAVAILABLE] Too many connections, try again later";
    }

    @Override
    public String withoutSecrets(String line) {
        return LOGIN.matcher(line).replaceFirst("$1 <secret>");
    }
}
