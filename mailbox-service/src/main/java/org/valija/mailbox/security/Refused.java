package org.valija.mailbox.security;

import java.io.Serial;
import org.springframework.security.access.AccessDeniedException;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;

/** A rule says more than no. */
final class Refused extends AccessDeniedException {

    @Serial
    private static final long serialVersionUID = 1;

    private final MailboxException refusal;

    Refused(MailboxException refusal) {
        super(refusal.detail(), refusal);
        this.refusal = refusal;
    }

    /** What is told of a rule's no, whether it says more or not. */
    static Problem toProblem(AccessDeniedException denied) {
        return ProblemType.toProblem(
                denied instanceof Refused more
                        ? more.refusal
                        : new MailboxException.NotPermitted("the caller may not do this"));
    }
}
