package org.valija.mailbox.security;

import java.io.Serial;
import org.springframework.security.access.AccessDeniedException;
import org.valija.mailbox.api.MailboxException;

/** A rule says more than no. */
final class Refused extends AccessDeniedException {

    @Serial
    private static final long serialVersionUID = 1;

    private final MailboxException refusal;

    Refused(MailboxException refusal) {
        super(refusal.detail(), refusal);
        this.refusal = refusal;
    }

    MailboxException refusal() {
        return refusal;
    }
}
