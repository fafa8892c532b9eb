package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one mailbox for as long as it exists, whatever its address or name becomes; never given out twice.
 *
 * @param value at least 1
 */
public record MailboxId(@JsonValue long value) {

    @JsonCreator
    public MailboxId {
        if (value < 1) {
            throw new IllegalArgumentException("an mailbox id is at least 1");
        }
    }

    /** Reads an id from a path or query of a URL. */
    public static MailboxId valueOf(String text) {
        return new MailboxId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
