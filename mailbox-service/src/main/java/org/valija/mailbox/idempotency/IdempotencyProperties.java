package org.valija.mailbox.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep how long the same key gets the same answer; at least 1 minute
 * @param claim how long a request whose replica died keeps its key from being tried again; requests that still send their
 *     body renew it. At least 1 second
 */
@ConfigurationProperties("mailbox.idempotency")
public record IdempotencyProperties(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("2m") Duration claim) {

    public IdempotencyProperties {
        if (keep.compareTo(Duration.ofMinutes(1)) < 0 || claim.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("mailbox.idempotency: keep or claim is too short");
        }
    }
}
