package org.valija.smtp.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take.
 *
 * @param command to send a whole command; positive, and 5 minutes or more to follow the RFC
 * @param data to send more of a message; positive, and 3 minutes or more to follow the RFC
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.5.3.2">RFC 5321, 4.5.3.2</a>
 */
public record Timeouts(
        @DefaultValue("5m") Duration command,
        @DefaultValue("3m") Duration data) {

    public Timeouts {
        if (!command.isPositive() || !data.isPositive()) {
            throw new IllegalArgumentException("smtp.timeouts must be positive");
        }
    }
}
