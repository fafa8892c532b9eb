package org.valija.pop3.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;

/**
 * CAPA tells what the server can do, in this state and on this connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2449.html#section-5">RFC 2449, 5</a>
 */
public record Capa() implements Command {

    static Capa read(Arguments in) {
        return new Capa();
    }

    /**
     * In the AUTHORIZATION state: what holds at worst for the maildrop that the client may want. Commands are the same in each
     * state, wherever they are valid; TLS changes what is offered (RFC 2595, 4, and RFC 8314, 3).
     */
    public Reply run(Entrance entrance) {
        var capabilities = capabilities(entrance);
        entrance.limits().ifPresent(limits -> {
            capabilities.add(expire(limits.expireDays(), limits.expireVaries()));
            if (limits.loginDelaySeconds() > 0) {
                capabilities.add(loginDelay(limits.loginDelaySeconds(), limits.loginDelayVaries()));
            }
        });
        return reply(capabilities);
    }

    /** In the TRANSACTION state: what holds for the maildrop that the client has. */
    public Reply run(Entrance entrance, MaildropTerms terms) {
        var capabilities = capabilities(entrance);
        capabilities.add(expire(terms.expireDays(), false));
        if (terms.loginDelaySeconds() > 0) {
            capabilities.add(loginDelay(terms.loginDelaySeconds(), false));
        }
        return reply(capabilities);
    }

    private static ArrayList<String> capabilities(Entrance entrance) {
        var capabilities = new ArrayList<>(List.of(
                "TOP",
                "UIDL",
                "RESP-CODES", // RFC 2449, 6.4
                "AUTH-RESP-CODE", // RFC 3206, 6
                "PIPELINING",
                "UTF8 USER", // RFC 6856, 2
                "LANG", // RFC 6856, 3
                "IMPLEMENTATION Valija"));
        if (entrance.offersTls()) {
            capabilities.add("STLS");
        }
        if (entrance.takesPasswords()) {
            capabilities.add("USER");
            capabilities.add("SASL " + String.join(" ", entrance.mechanisms().names()));
        }
        return capabilities;
    }

    /** {@code EXPIRE}: RFC 2449, 6.7; days that messages stay where the client can get them. */
    private static String expire(@Nullable Integer days, boolean varies) {
        return "EXPIRE " + (days == null ? "NEVER" : days) + (varies ? " USER" : "");
    }

    /** {@code LOGIN-DELAY}: RFC 2449, 6.5; seconds. */
    private static String loginDelay(int seconds, boolean varies) {
        return "LOGIN-DELAY " + seconds + (varies ? " USER" : "");
    }

    private static Reply reply(List<String> capabilities) {
        return new Reply.Listing(Reply.ok("capability list follows"), capabilities.stream());
    }
}
