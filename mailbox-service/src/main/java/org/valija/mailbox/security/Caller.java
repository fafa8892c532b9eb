package org.valija.mailbox.security;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.apikey.AdminRole;

/** Who calls, known by what the request bears. */
public sealed interface Caller {

    /** Names the caller the same in all of its requests, whatever token it bears: {@code user:7}. */
    String id();

    /**
     * Holds an admin key.
     *
     * @param id {@code admin} for the key of the settings, {@code key:7} for one of the database
     * @param domain the only one that the key is for; null for everything
     */
    record Administrator(
            String id, AdminRole role, @Nullable String domain) implements Caller {

        boolean may(AdminRole needed) {
            return role.isAtLeast(needed);
        }
    }

    /** Holds the credential of a protocol service. */
    record Service(ServiceName name) implements Caller {
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
        public String id() {
            return "user:" + account;
        }
    }
}
