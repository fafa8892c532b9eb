package org.valija.mailbox.maildrop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.mailbox.api.maildrop.MaildropPolicy.Deletion;

/**
 * How maildrops behave where neither account nor domain says so, and how long a crashed session holds one.
 *
 * @param lease how long a maildrop stays locked for a session that neither renews nor ends its lease, because it crashed;
 *     a second to a minute
 * @param deletion what becomes of messages that a client deletes
 * @param markRead whether messages that a client has retrieved are marked as read
 * @param newerThanDays how many days a message is in the maildrop; 0 for ever
 * @param loginDelay between two openings, in whole seconds; at most a day
 */
@ConfigurationProperties("mailbox.maildrop")
record MaildropProperties(
        @DefaultValue("1m") Duration lease,
        @DefaultValue("expunge") Deletion deletion,
        @DefaultValue("false") boolean markRead,
        @DefaultValue("0") int newerThanDays,
        @DefaultValue("0s") Duration loginDelay) {

    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    MaildropProperties {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("mailbox.maildrop.lease is one second to one minute");
        }
        if (newerThanDays < 0) {
            throw new IllegalArgumentException("mailbox.maildrop.newer-than-days is not negative");
        }
        if (loginDelay.isNegative() || loginDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("mailbox.maildrop.login-delay is 0 to 24 hours");
        }
    }

    int loginDelaySeconds() {
        return Math.toIntExact(loginDelay.toSeconds());
    }
}
