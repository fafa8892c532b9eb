package org.valija.mailbox.mailbox;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param most how many mailboxes an account may have where neither it nor its domain has a quota; those that are there for a
 *     use, such as Sent, are made nevertheless
 */
@ConfigurationProperties("mailbox.mailboxes")
public record MailboxProperties(@DefaultValue("10000") int most) {

    private static final int FEWEST = 10;

    public MailboxProperties {
        if (most < FEWEST) {
            throw new IllegalArgumentException("mailbox.mailboxes.most is at least " + FEWEST + ": " + most);
        }
    }

    /**
     * How many mailboxes an account may have; 0 for no limit.
     *
     * @param quota {@link Usage#QUOTA_MAILBOXES}
     */
    public long inForce(@Nullable Long quota) {
        return quota == null ? most : quota;
    }
}
