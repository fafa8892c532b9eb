package org.valija.mailbox.relay;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to send again what another server did not take. RFC 5321, 4.5.4.1 wants a message to be tried for 4 to 5 days.
 *
 * @param retries time from each attempt to the next, for the first ones; then it doubles each time
 * @param longestRetry which it grows to
 * @param lifetime how long a message is tried, from when it was queued
 * @param delayNotice after which its sender is told of the delay
 * @param keep how long what has come to an end can be looked at
 */
@ConfigurationProperties("mailbox.relay")
public record RelayProperties(
        @DefaultValue({"1m", "5m", "15m", "30m"}) List<Duration> retries,
        @DefaultValue("4h") Duration longestRetry,
        @DefaultValue("5d") Duration lifetime,
        @DefaultValue("4h") Duration delayNotice,
        @DefaultValue("2d") Duration keep) {

    public RelayProperties {
        if (retries.isEmpty() || !retries.stream().allMatch(Duration::isPositive) || !longestRetry.isPositive()) {
            throw new IllegalArgumentException("mailbox.relay.retries are longer than that, and at least one");
        }
        if (!lifetime.isPositive() || !delayNotice.isPositive() || keep.isNegative()) {
            throw new IllegalArgumentException(
                    "mailbox.relay: lifetime and delay-notice are longer than that, keep is not negative");
        }
        retries = List.copyOf(retries);
    }
}
