package org.valija.imap.command;

import java.io.Serial;
import org.valija.imap.respond.Condition;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;

/** A message is none that could be stored: nothing of the command is. */
final class AppendRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Condition condition;
    private final transient ResponseCode code;

    AppendRefused(Condition condition, ResponseCode code, String text) {
        super(text, null, false, false);
        this.condition = condition;
        this.code = code;
    }

    void answer(Responses out) {
        var text = String.valueOf(getMessage());
        if (condition == Condition.BAD) {
            out.bad(code, text);
        } else {
            out.no(code, text);
        }
    }
}
