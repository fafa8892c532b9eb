package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.io.Serial;

/** The connection is of no use: what the server said, or what became of it. */
public sealed class DialogueException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public DialogueException(Answer answer) {
        super(answer.text());
        this.answer = answer;
    }

    DialogueException(String status, String text) {
        this(new LocalFailure(status, text));
    }

    /** What it means for the message. */
    public Answer answer() {
        return answer;
    }

    /** STARTTLS was agreed on, and then failed: without it the server might do. */
    public static final class HandshakeFailed extends DialogueException {

        @Serial
        private static final long serialVersionUID = 1;

        HandshakeFailed(String text) {
            super("4.7.5", text);
        }
    }
}
