package org.valija.mailbox.submission;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one account may send; at least 1 each.
 *
 * @param messagesAnHour from one full hour to the next
 * @param recipientsAnHour of all these messages together
 * @param messagesADay within the last 24 hours, this one included
 * @param recipientsADay of all these messages together
 */
@ConfigurationProperties("mailbox.submission")
public record SubmissionProperties(
        @DefaultValue("500") int messagesAnHour,
        @DefaultValue("2000") int recipientsAnHour,
        @DefaultValue("2000") int messagesADay,
        @DefaultValue("5000") int recipientsADay) {

    public SubmissionProperties {
        if (Math.min(Math.min(messagesAnHour, recipientsAnHour), Math.min(messagesADay, recipientsADay)) < 1) {
            throw new IllegalArgumentException("mailbox.submission must allow one message and one recipient at least");
        }
    }
}
