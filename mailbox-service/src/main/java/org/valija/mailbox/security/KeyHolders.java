package org.valija.mailbox.security;

import java.util.Optional;

/** Who holds the keys that are in the database. */
public interface KeyHolders {

    /**
     * The administrator who holds a key that has not expired; empty if nobody does.
     *
     * @param remoteAddress where the key came from
     */
    Optional<Caller.Administrator> holder(String key, String remoteAddress);
}
