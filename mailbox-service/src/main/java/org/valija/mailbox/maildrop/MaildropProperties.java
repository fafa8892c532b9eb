package org.valija.mailbox.maildrop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lease how long a maildrop stays locked for a session that neither renews nor ends its lease, because it crashed;
 *     at least a second
 */
@ConfigurationProperties("mailbox.maildrop")
record MaildropProperties(@DefaultValue("1m") Duration lease) {

    MaildropProperties {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("mailbox.maildrop.lease is at least one second");
        }
    }
}
