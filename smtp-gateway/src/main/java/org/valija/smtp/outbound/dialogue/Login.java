package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Who we are to a smart host.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954.html#section-4">RFC 4954, 4</a>
 */
public record Login(String user, String password) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws DialogueException if the server does not let us in, which may change when somebody corrects the password */
    void over(Wire wire, Extensions server, Duration within) throws DialogueException {
        try {
            var reply = server.has("AUTH", "SCRAM-SHA-256")
                    ? scram(wire, within)
                    : server.has("AUTH", "PLAIN") ? plain(wire, within) : login(wire, server, within);
            if (!reply.isPositive()) {
                throw new DialogueException("4.7.8", "The server did not let us in: " + reply.text());
            }
        } catch (DialogueException e) {
            throw e;
        } catch (IOException e) {
            throw Wire.lost(e);
        }
    }

    private ServerReply plain(Wire wire, Duration within) throws IOException { // RFC 4616, 2
        wire.sendSecret("AUTH PLAIN " + base64("\0" + user + "\0" + password));
        return wire.reply(within);
    }

    private ServerReply login(Wire wire, Extensions server, Duration within) throws IOException {
        if (!server.has("AUTH", "LOGIN")) {
            throw new DialogueException("4.7.0", "The server offers no way to log in that we know");
        }
        wire.send("AUTH LOGIN");
        var reply = wire.reply(within);
        for (var secret : new String[] {user, password}) {
            if (reply.isIntermediate()) {
                wire.sendSecret(base64(secret));
                reply = wire.reply(within);
            }
        }
        return reply;
    }

    /** The server hears no password, and has to prove that it knows it: who only pretends to be the server learns nothing. */
    private ServerReply scram(Wire wire, Duration within) throws IOException {
        var scram = ScramProof.of(user, password, nonce());
        wire.send("AUTH SCRAM-SHA-256 " + base64(scram.clientFirst()));
        var challenge = wire.reply(within);
        if (!challenge.isIntermediate()) {
            return challenge;
        }
        var last = scram.answer(text(challenge));
        wire.sendSecret(base64(last.clientFinal()));
        var proven = wire.reply(within);
        if (!proven.isIntermediate()) {
            return proven.isPositive() ? new ServerReply(535, List.of("the server proved nothing")) : proven;
        }
        if (!text(proven).equals(last.serverFinal())) {
            throw new DialogueException("4.7.8", "The server does not know the password");
        }
        wire.send("");
        return wire.reply(within);
    }

    private static String nonce() {
        var octets = new byte[18];
        RANDOM.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String text(ServerReply challenge) throws DialogueException {
        try {
            return new String(Base64.getDecoder().decode(challenge.lines().getFirst()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new DialogueException("4.7.0", "The server's challenge makes no sense");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
