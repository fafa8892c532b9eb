package org.valija.smtp.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of one connection is put up with.
 *
 * @param messages of one connection, announced as MAILMAX (RFC 9422); at least 1
 * @param unknownRecipients before replies slow down; twice as many, and the connection is closed; at least 1
 * @param tarpit how long such a reply, and one to a failed AUTH, is held back; not negative, at most a minute
 * @param greeting how long the greeting is held back, to catch clients that talk before it; not negative, at most a
 *     minute, as clients wait five (RFC 5321, 4.5.3.2.1)
 */
public record Patience(
        @DefaultValue("1000") int messages,
        @DefaultValue("10") int unknownRecipients,
        @DefaultValue("1s") Duration tarpit,
        @DefaultValue("0s") Duration greeting) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    public Patience {
        if (messages < 1 || unknownRecipients < 1) {
            throw new IllegalArgumentException("smtp.patience needs one message and one unknown recipient at least");
        }
        if (tarpit.isNegative() || tarpit.compareTo(MINUTE) > 0) {
            throw new IllegalArgumentException("smtp.patience.tarpit must be 0 to 60 seconds: " + tarpit);
        }
        if (greeting.isNegative() || greeting.compareTo(MINUTE) > 0) {
            throw new IllegalArgumentException("smtp.patience.greeting must be 0 to 60 seconds: " + greeting);
        }
    }
}
