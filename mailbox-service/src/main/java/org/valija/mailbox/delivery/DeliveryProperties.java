package org.valija.mailbox.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param writers how many transactions of deliveries run at a time, each on a connection of its own; at least 1. Those after
 *     the first begin only where that takes longer than a moment
 * @param batchMessages how many messages one transaction takes at most, unless more came with one call; at least 1
 * @param batchSize how much content in memory, likewise
 */
@ConfigurationProperties("mailbox.delivery")
public record DeliveryProperties(
        @DefaultValue("2") int writers,
        @DefaultValue("128") int batchMessages,
        @DefaultValue("8MB") DataSize batchSize) {

    public DeliveryProperties {
        if (writers < 1 || batchMessages < 1) {
            throw new IllegalArgumentException("mailbox.delivery needs at least one writer, and one message a batch");
        }
    }
}
