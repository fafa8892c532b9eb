package org.valija.mailbox.security;

import java.util.Locale;
import java.util.Set;
import org.valija.mailbox.api.account.Protocol;

/** The protocol services, and how little each of them may do by its own credential. None can read a mailbox. */
public enum ServiceName {
    SMTP(Set.of(Scope.LOGIN, Scope.RESOLVE, Scope.DELIVER, Scope.RELAY, Scope.FOLLOW, Scope.REPORT)),
    POP3(Set.of(Scope.LOGIN, Scope.FOLLOW)),
    IMAP(Set.of(Scope.LOGIN, Scope.FOLLOW));

    private final Set<Scope> scopes;

    ServiceName(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** The one that its users log in over. */
    public Protocol protocol() {
        return Protocol.valueOf(name());
    }

    Set<Scope> scopes() {
        return scopes;
    }

    /** As it stands in settings, and as the protocol of a login. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
