package org.valija.mailbox.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;

/** Who calls, known by what the request bears. */
public sealed interface Caller {

    Set<Scope> scopes();

    /** Names the caller the same in all of its requests, whatever token it bears: {@code user:7}. */
    String id();

    /** Holds the admin key. */
    record Administrator() implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.ADMINISTER, Scope.RESOLVE, Scope.DELIVER, Scope.FOLLOW);
        }

        @Override
        public String id() {
            return "admin";
        }
    }

    /** Holds the credential of a protocol service. */
    record Service(ServiceName name) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return name.scopes();
        }

        @Override
        public String id() {
            return "service:" + name.word();
        }
    }

    /**
     * Holds a token that a user got for the right password.
     *
     * @param protocol that the user logged in over
     * @param passwordVersion of the account's own password that it was got for; that of the moment if it was an app password
     * @param appPassword the id of the app password that it was got for; null for the account's own
     */
    record User(
            AccountId account,
            Protocol protocol,
            int passwordVersion,
            @Nullable Long appPassword) implements Caller {
        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.OWN);
        }

        @Override
        public String id() {
            return "user:" + account;
        }
    }
}
