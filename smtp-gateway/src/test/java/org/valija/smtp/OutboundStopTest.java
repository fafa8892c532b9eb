package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.outbound.OutboundDestinationsApi;
import org.valija.mailbox.api.outbound.OutboundPause;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeMx;

/** A gateway that is stopped, or that loses what it had, sends nothing twice and keeps nothing from the others. */
class OutboundStopTest {

    private static final int MESSAGES = 60;

    private final OutgoingSite site = new OutgoingSite("smtp.outbound.rate=600", "smtp.outbound.connections=2");
    private final FakeMx mx = site.server("slow.example");

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void whatAStoppedGatewayHadGoesToTheNextOnceAndAtOnce() {
        var ann = site.user("ann");
        var to = IntStream.range(0, MESSAGES)
                .mapToObj("bob%d@slow.example"::formatted)
                .toList();
        var destinations = site.mailboxes.client().api(OutboundDestinationsApi.class);
        destinations.pause("slow.example", new OutboundPause("a test"));
        for (var address : to) {
            site.submit(ann, address);
        }
        destinations.resume("slow.example");
        Eventually.eventually("some are sent", () -> mx.taken().size() >= 5);
        site.gateway().close();
        int before = mx.taken().size();
        assertThat(before).isLessThan(MESSAGES);
        // Nobody has them: the lease of 2 minutes, by a clock that stands, would never run out
        assertThat(site.counts())
                .isEqualTo(Map.of(OutboundState.DELIVERED, before, OutboundState.QUEUED, MESSAGES - before));
        site.replace(site.another());
        Eventually.within(Duration.ofMinutes(2))
                .untilPasses(
                        "all are sent",
                        () -> assertThat(site.counts()).isEqualTo(Map.of(OutboundState.DELIVERED, MESSAGES)));
        var sent = mx.taken().stream().flatMap(it -> it.recipients().stream()).toList();
        assertThat(sent).hasSize(MESSAGES);
        assertThat(new HashSet<>(sent)).hasSize(MESSAGES);
    }

    @Test
    void whatIsLostIsNotSent() {
        site.gateway().close();
        site.replace(site.another("smtp.outbound.rate=1", "smtp.outbound.lease=10s"));
        var ann = site.user("ann");
        site.submit(ann, "first@slow.example");
        site.awaitStates(ann, "first delivered 2.0.0");
        site.submit(ann, "second@slow.example");
        // It waits for its turn, in a minute
        site.awaitStates(ann, "second leased -");
        site.mailboxes.database().execute("""
                update outbound_recipient set lease_id = gen_random_uuid(), leased_by = 'another'
                where state = 'leased'""");
        Eventually.eventually("it is dropped", () -> site.gateway().meter("smtp.outbound.held") == 0);
        assertThat(mx.taken()).hasSize(1);
        assertThat(site.states(ann)).isEqualTo("second leased -");
    }
}
