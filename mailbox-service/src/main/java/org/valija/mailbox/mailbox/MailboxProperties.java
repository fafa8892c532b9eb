package org.valija.mailbox.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param most how many mailboxes an account may have; those that are there for a use, such as Sent, are made nevertheless
 */
@ConfigurationProperties("mailbox.mailboxes")
public record MailboxProperties(@DefaultValue("10000") int most) {

    private static final int FEWEST = 10;

    public MailboxProperties {
        if (most < FEWEST) {
            throw new IllegalArgumentException("mailbox.mailboxes.most is at least " + FEWEST + ": " + most);
        }
    }
}
