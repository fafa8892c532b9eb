package org.valija.mailbox.delivery;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.transaction.Groups;

/** What deliveries come to, in numbers. */
@Component
final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer commit;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        batch = DistributionSummary.builder("valija.delivery.batch")
                .description("Messages of one transaction")
                .baseUnit("messages")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        commit = Timer.builder("valija.delivery.commit")
                .description("From the begin of a transaction of deliveries to its commit")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Shows how many deliveries wait for the transaction before theirs. */
    void watch(Groups<Delivery> groups) {
        Gauge.builder("valija.delivery.waiting", groups, Groups::waiting)
                .description("Messages that wait to be written")
                .baseUnit("messages")
                .register(registry);
    }

    /** A sample to be given to {@link #committed}. */
    Timer.Sample begin() {
        return Timer.start(registry);
    }

    void committed(Timer.Sample begun, List<DeliveryReport> reports) {
        begun.stop(commit);
        batch.record(reports.size());
        for (var report : reports) {
            report.recipients().forEach(recipient -> count(outcome(recipient.refusal()), 1));
        }
    }

    /** Nothing was written, and it may be tried again. */
    void failed(List<Delivery> group) {
        group.forEach(delivery -> count(
                ProblemType.UNAVAILABLE.word(), delivery.envelope().recipients().size()));
    }

    private static String outcome(@Nullable Problem refusal) {
        return refusal == null ? "delivered" : ProblemType.word(refusal);
    }

    private void count(String outcome, int recipients) {
        registry.counter("valija.deliveries", "outcome", outcome).increment(recipients);
    }
}
