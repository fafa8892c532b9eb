package org.valija.mailbox.transaction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param outcomePatience how long to ask what became of a transaction whose COMMIT was not answered; shorter than callers
 *     wait for their answer
 */
@ConfigurationProperties("mailbox.transaction")
public record TransactionProperties(@DefaultValue("15s") Duration outcomePatience) {

    public TransactionProperties {
        if (!outcomePatience.isPositive()) {
            throw new IllegalArgumentException("mailbox.transaction.outcome-patience is longer than that");
        }
    }
}
