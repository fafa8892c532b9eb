package org.valija.smtp.outbound.dialogue;

import java.util.stream.Collectors;
import org.valija.smtp.outbound.dialogue.OutgoingMail.Recipient;
import org.valija.smtp.parse.OriginalRecipient;
import org.valija.smtp.parse.Xtext;

/** MAIL and RCPT as one server understands them: with the parameters that it offered, and no others. */
final class Commands {

    private final Extensions server;

    Commands(Extensions server) {
        this.server = server;
    }

    /** RFC 5321, 4.1.1.2. */
    String mail(OutgoingMail mail) {
        var command = new StringBuilder("MAIL FROM:<" + mail.reversePath() + ">");
        if (server.has("SIZE")) {
            command.append(" SIZE=").append(mail.size());
        }
        var format = mail.format();
        if (format.binary()) {
            command.append(" BODY=BINARYMIME");
        } else if (format.eightBit() && server.has("8BITMIME")) {
            command.append(" BODY=8BITMIME");
        }
        if (format.utf8Header() || mail.hasUtf8Address()) {
            command.append(" SMTPUTF8");
        }
        if (mail.requireTls()) {
            command.append(" REQUIRETLS");
        }
        if (server.has("DSN")) { // RFC 3461, 4.3 and 4.4
            if (mail.returnFull() != null) {
                command.append(mail.returnFull() ? " RET=FULL" : " RET=HDRS");
            }
            if (mail.envelopeId() != null) {
                command.append(" ENVID=").append(Xtext.encode(mail.envelopeId()));
            }
        }
        return command.toString();
    }

    /** RFC 5321, 4.1.1.3. */
    String rcpt(Recipient recipient) {
        var command = new StringBuilder("RCPT TO:<" + recipient.address() + ">");
        if (server.has("DSN")) { // RFC 3461, 4.1 and 4.2
            if (!recipient.notices().isEmpty()) {
                command.append(" NOTIFY=")
                        .append(recipient.notices().stream().sorted().collect(Collectors.joining(",")));
            }
            if (recipient.originalRecipient() != null) {
                command.append(" ORCPT=")
                        .append(OriginalRecipient.of(recipient.originalRecipient())
                                .encoded());
            }
        }
        return command.toString();
    }
}
