package org.valija.imap.session;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take; all positive.
 *
 * @param login until it has begun its next command, before it has logged in
 * @param autologout the same, after it has logged in, IDLE included; at least 30 minutes to follow the RFC
 * @param line for the rest of a line once it has begun, and for more of a literal
 * @param stillHere how often IDLE shows a sign of life
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-5.4">RFC 9051, 5.4</a>
 */
public record Timeouts(
        @DefaultValue("2m") Duration login,
        @DefaultValue("30m") Duration autologout,
        @DefaultValue("2m") Duration line,
        @DefaultValue("2m") Duration stillHere) {

    public Timeouts {
        if (!login.isPositive() || !autologout.isPositive() || !line.isPositive() || !stillHere.isPositive()) {
            throw new IllegalArgumentException("imap.timeouts must be positive");
        }
    }
}
