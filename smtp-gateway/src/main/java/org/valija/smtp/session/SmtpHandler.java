package org.valija.smtp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.valija.line.ConnectionHandler;
import org.valija.line.LineConnection;
import org.valija.line.Refusal;
import org.valija.smtp.command.Commands;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Policy;

/** SMTP as one listener speaks it. */
record SmtpHandler(Policy policy, Mailboxes mailboxes, TurnedAway turnedAway) implements ConnectionHandler {

    @Override
    public void serve(LineConnection connection) throws IOException {
        new SmtpSession(connection, policy, mailboxes).serve();
    }

    @Override
    public String refusal() {
        var reply = Reply.of(421, "4.7.0", policy.hostName() + " has too many connections; try again later");
        return new String(reply.octets(), StandardCharsets.US_ASCII).stripTrailing();
    }

    @Override
    public void refused(LineConnection connection, Refusal refusal) {
        turnedAway.report(connection, refusal, refusal(), policy);
    }

    @Override
    public String withoutSecrets(String line) {
        return Commands.withoutSecrets(line);
    }
}
