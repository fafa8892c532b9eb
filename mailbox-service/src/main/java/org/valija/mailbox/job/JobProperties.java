package org.valija.mailbox.job;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every time from the end of a run to the next, by the name of the job, in place of its own; 0 for only on request
 * @param retry when a run that failed is tried again, unless the next is due before
 * @param history how many ended runs of a job are kept; at least 1
 * @param report how often a run writes how far it has come
 */
@ConfigurationProperties("mailbox.jobs")
record JobProperties(
        @DefaultValue Map<String, Duration> every,
        @DefaultValue("5m") Duration retry,
        @DefaultValue("50") int history,
        @DefaultValue("1s") Duration report) {

    JobProperties {
        if (every.values().stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("mailbox.jobs.every is at least 0");
        }
        if (history < 1 || !retry.isPositive() || report.isNegative()) {
            throw new IllegalArgumentException("mailbox.jobs: history, retry or report is too small");
        }
        every = Map.copyOf(every);
    }
}
