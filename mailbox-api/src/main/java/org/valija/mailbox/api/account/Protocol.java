package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a user reaches their mail by. */
public enum Protocol {
    /** Sending: message submission. */
    SMTP,
    POP3,
    IMAP,
    /** The user's own programs, which call mailbox-service itself. */
    REST;

    /** As it stands in requests: {@code smtp}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such protocol */
    @JsonCreator
    public static Protocol of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException("a protocol is smtp, pop3, imap or rest, not " + word));
    }

    /** Empty if there is no such protocol. */
    public static Optional<Protocol> find(String word) {
        for (var known : values()) {
            if (known.word().equals(word)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
