package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Who we are to a smart host.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954.html#section-4">RFC 4954, 4</a>
 */
public record Login(String user, String password) {

    /** @throws DialogueException if the server does not let us in, which may change when somebody corrects the password */
    void over(Wire wire, Extensions server, Duration within) throws DialogueException {
        try {
            ServerReply reply;
            if (server.has("AUTH", "PLAIN")) { // RFC 4616, 2
                wire.sendSecret("AUTH PLAIN " + base64("\0" + user + "\0" + password));
                reply = wire.reply(within);
            } else if (server.has("AUTH", "LOGIN")) {
                wire.send("AUTH LOGIN");
                reply = wire.reply(within);
                for (var secret : new String[] {user, password}) {
                    if (reply.isIntermediate()) {
                        wire.sendSecret(base64(secret));
                        reply = wire.reply(within);
                    }
                }
            } else {
                throw new DialogueException("4.7.0", "The server offers no way to log in that we know");
            }
            if (!reply.isPositive()) {
                throw new DialogueException("4.7.8", "The server did not let us in: " + reply.text());
            }
        } catch (DialogueException e) {
            throw e;
        } catch (IOException e) {
            throw Wire.lost(e);
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
