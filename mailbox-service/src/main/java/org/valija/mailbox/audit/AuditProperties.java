package org.valija.mailbox.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep how long it is remembered who changed what; at least 1 day
 */
@ConfigurationProperties("mailbox.audit")
public record AuditProperties(@DefaultValue("730d") Duration keep) {

    public AuditProperties {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("mailbox.audit.keep is at least 1 day");
        }
    }
}
