package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one account for as long as it exists, whatever its address or name becomes; never given out twice.
 *
 * @param value at least 1
 */
public record AccountId(@JsonValue long value) {

    @JsonCreator
    public AccountId {
        if (value < 1) {
            throw new IllegalArgumentException("an account id is at least 1");
        }
    }

    /** Reads an id from a path or query of a URL. */
    public static AccountId valueOf(String text) {
        return new AccountId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
