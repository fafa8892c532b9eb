package org.valija.mailbox.security;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.valija.mailbox.api.MailboxException;

/** Who makes the request that the current thread answers. */
public final class Callers {

    private Callers() {}

    /** Empty if the request bears nothing. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    /** The one domain that the caller administers; empty for who administers all, and for all other callers. */
    public static Optional<String> administratedDomain() {
        return current().map(caller -> caller instanceof Caller.Administrator admin ? admin.domain() : null);
    }

    /**
     * Checks that a domain exists, as far as the caller is concerned: for who administers one there is no other.
     *
     * @param domain lower case, A-labels
     * @throws MailboxException.NotFound if it does not
     */
    public static void checkSees(String domain) {
        if (!administratedDomain().map(domain::equals).orElse(true)) {
            throw new MailboxException.NotFound("there is no domain " + domain + " here");
        }
    }
}
