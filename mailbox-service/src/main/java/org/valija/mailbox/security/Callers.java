package org.valija.mailbox.security;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who makes the request that the current thread answers. */
public final class Callers {

    private Callers() {}

    /** Empty if the request bears nothing. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }
}
