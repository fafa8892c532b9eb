package org.valija.mailbox.message;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long expunged UIDs stay known. A client that was away for longer compares all UIDs.
 *
 * @param keep how long
 * @param most how many of a mailbox, the latest ones; at least 0
 */
@ConfigurationProperties("mailbox.expunged")
record ExpungedProperties(
        @DefaultValue("90d") Duration keep,
        @DefaultValue("50000") int most) {

    ExpungedProperties {
        if (most < 0 || keep.isNegative()) {
            throw new IllegalArgumentException("mailbox.expunged.keep and most are at least 0");
        }
    }
}
