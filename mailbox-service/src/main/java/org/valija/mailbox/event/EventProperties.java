package org.valija.mailbox.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention how long events are kept, at least 1 day; they go by whole days
 * @param heartbeat how long a feed is silent at most, shorter than clients wait for an answer
 * @param poll how often to look for events that nobody told of
 */
@ConfigurationProperties("mailbox.events")
public record EventProperties(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1s") Duration poll) {

    public EventProperties {
        if (retention.toDays() < 1 || !heartbeat.isPositive() || !poll.isPositive()) {
            throw new IllegalArgumentException("mailbox.events: retention, heartbeat or poll is too short");
        }
    }
}
