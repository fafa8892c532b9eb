package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

    private static Admission admission(int connectionsPerAddress, int newConnectionsPerMinute) {
        return admission(connectionsPerAddress, 1000, newConnectionsPerMinute);
    }

    private static Admission admission(
            int connectionsPerAddress, int connectionsPerNetwork, int newConnectionsPerMinute) {
        return new Admission(new Limits(
                1000,
                connectionsPerAddress,
                connectionsPerNetwork,
                newConnectionsPerMinute,
                1000,
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    }

    @Test
    void refusedConnectionDoesNotCount() {
        var admission = admission(1, 1000);
        assertThat(admission.enter(CLIENT)).isEmpty();
        assertThat(admission.enter(CLIENT)).contains(Refusal.TOO_MANY_FROM_ADDRESS);
        assertThat(admission.enter(CLIENT)).contains(Refusal.TOO_MANY_FROM_ADDRESS);
        admission.leave(CLIENT);
        assertThat(admission.enter(CLIENT)).isEmpty();
        assertThat(admission.refused()).isEqualTo(2);
    }

    @Test
    void neighbourInTheSame64CountsAndOthersDoNot() {
        var admission = admission(1, 1000);
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8::ffff:0:0:2")))
                .contains(Refusal.TOO_MANY_FROM_ADDRESS);
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8:0:1::1"))).isEmpty();
        assertThat(admission.enter(CLIENT)).isEmpty();
        assertThat(admission.enter(InetAddress.ofLiteral("192.0.2.2"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, 192.0.2.255, 192.0.3.1",
        "2001:db8::1, 2001:db8:0:1::1, 2001:db8:0:ff::1, 2001:db8:0:100::1",
    })
    void networkGetsNoMoreThanItsShare(String first, String second, String refused, String elsewhere) {
        var admission = admission(10, 2, 1000);
        assertThat(admission.enter(InetAddress.ofLiteral(first))).isEmpty();
        assertThat(admission.enter(InetAddress.ofLiteral(second))).isEmpty();
        assertThat(admission.enter(InetAddress.ofLiteral(refused))).contains(Refusal.TOO_MANY_FROM_NETWORK);
        assertThat(admission.enter(InetAddress.ofLiteral(elsewhere))).isEmpty();
        admission.leave(InetAddress.ofLiteral(first));
        assertThat(admission.enter(InetAddress.ofLiteral(refused))).isEmpty();
        assertThat(admission.enter(InetAddress.ofLiteral(first))).contains(Refusal.TOO_MANY_FROM_NETWORK);
    }

    @Test
    void whatTheNetworkRefusedDoesNotCountForTheAddress() {
        var admission = admission(1, 1, 1000);
        var neighbour = InetAddress.ofLiteral("192.0.2.2");
        assertThat(admission.enter(CLIENT)).isEmpty();
        assertThat(admission.enter(neighbour)).contains(Refusal.TOO_MANY_FROM_NETWORK);
        admission.leave(CLIENT);
        assertThat(admission.enter(neighbour)).isEmpty();
    }

    @Test
    void whoComesTooOftenHearsThatFirst() {
        var admission = admission(1, 1, 1);
        assertThat(admission.enter(CLIENT)).isEmpty();
        assertThat(admission.enter(CLIENT)).contains(Refusal.TOO_OFTEN);
    }

    @Test
    void countIsExactWhoeverComesAtOnce() {
        var admission = admission(10, 1_000_000);
        var most = new AtomicInteger();
        var inside = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 50; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 200; i++) {
                        if (admission.enter(CLIENT).isEmpty()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            inside.decrementAndGet();
                            admission.leave(CLIENT);
                        }
                    }
                });
            }
        }
        assertThat(most.get()).isBetween(1, 10);
        for (int i = 0; i < 10; i++) {
            assertThat(admission.enter(CLIENT)).isEmpty();
        }
        assertThat(admission.enter(CLIENT)).contains(Refusal.TOO_MANY_FROM_ADDRESS);
    }
}
