package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeAnswer;
import org.valija.testkit.FakeMx;
import org.valija.testkit.FakeStep;

/** How many messages and connections other servers, and our own addresses, see: never more, however long it takes. */
class OutboundLimitsTest {

    private static OutgoingSite site;

    @BeforeAll
    static void start() {
        site = new OutgoingSite(
                "smtp.outbound.rate=60",
                "smtp.outbound.source-rate=120",
                "smtp.outbound.source-connections=1",
                "smtp.outbound.timeouts.command=6s");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void await(FakeMx mx, int count) {
        Eventually.within(Duration.ofSeconds(60))
                .until(count + " are there", () -> mx.taken().size() == count);
    }

    @Test
    void aDestinationSeesNoMoreMessagesAMinuteThanItShould() {
        var ann = site.user("ann");
        var mx = site.server("slowly.example");
        long began = System.nanoTime();
        site.submit(ann, "a@slowly.example");
        site.submit(ann, "b@slowly.example");
        site.submit(ann, "c@slowly.example");
        await(mx, 3);
        // The first at once, each other one a second after the one before
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noMoreMessagesAMinuteLeaveFromOneAddress() {
        var ben = site.user("ben");
        var one = site.server("one.example");
        var two = site.server("two.example");
        var three = site.server("three.example");
        long began = System.nanoTime();
        site.submit(ben, "x@one.example", "x@two.example", "x@three.example");
        await(one, 1);
        await(two, 1);
        await(three, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noMoreConnectionsAreOpenFromOneAddress() {
        var carl = site.user("carl");
        var stuck = site.server("stuck.example").at(FakeStep.RCPT, new FakeAnswer.Hang());
        var quick = site.server("quick.example");
        site.submit(carl, "x@stuck.example");
        Eventually.within(Duration.ofSeconds(60))
                .until("it is stuck", () -> stuck.heard().stream().anyMatch(it -> it.startsWith("RCPT")));
        long began = System.nanoTime();
        site.submit(carl, "x@quick.example");
        await(quick, 1);
        // That is, when the other one was given up
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        site.awaitStates(carl, "x delivered 2.0.0");
    }
}
