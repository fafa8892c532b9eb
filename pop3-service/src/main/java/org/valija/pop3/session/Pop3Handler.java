package org.valija.pop3.session;

import java.io.IOException;
import org.valija.line.ConnectionHandler;
import org.valija.line.LineConnection;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.pop3.command.Commands;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.reply.ResponseCode;
import org.valija.pop3.state.Maildrops;

/** POP3 as one listener speaks it. */
record Pop3Handler(Policy policy, Maildrops maildrops, LiveSessions live) implements ConnectionHandler {

    @Override
    public void serve(LineConnection connection) throws IOException {
        new Pop3Session(connection, policy, maildrops, live).serve();
    }

    @Override
    public String refusal() {
        return Reply.err(ResponseCode.SYS_TEMP, "too many connections, try again later")
                .line();
    }

    @Override
    public String withoutSecrets(String line) {
        return Commands.withoutSecrets(line);
    }
}
