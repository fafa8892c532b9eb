package org.valija.mailbox.security;

import java.util.Set;
import org.valija.mailbox.api.AccountId;

/** Who calls, known by what the request bears. */
public sealed interface Caller {

    Set<Scope> scopes();

    /** Holds the admin key. */
    record Administrator() implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.ADMINISTER, Scope.RESOLVE, Scope.DELIVER, Scope.FOLLOW);
        }
    }

    /** Holds the credential of a protocol service. */
    record Service(ServiceName name) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return name.scopes();
        }
    }

    /**
     * Holds a token that a user got for the right password.
     *
     * @param passwordVersion of the password that it was got for
     */
    record User(AccountId account, int passwordVersion) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.OWN);
        }
    }
}
