package org.valija.smtp.session;

import java.io.IOException;
import java.io.Serial;
import org.valija.smtp.reply.Reply;

/** The session ends here, with a last reply. */
final class ClosingException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    ClosingException(Reply reply) {
        super(reply.toString());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
