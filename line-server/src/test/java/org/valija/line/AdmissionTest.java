package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

    private static Admission admission(int connectionsPerAddress, int newConnectionsPerMinute) {
        return new Admission(new Limits(
                1000,
                connectionsPerAddress,
                newConnectionsPerMinute,
                1000,
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    }

    @Test
    void refusedConnectionDoesNotCount() {
        var admission = admission(1, 1000);
        assertThat(admission.enter(CLIENT)).isTrue();
        assertThat(admission.enter(CLIENT)).isFalse();
        assertThat(admission.enter(CLIENT)).isFalse();
        admission.leave(CLIENT);
        assertThat(admission.enter(CLIENT)).isTrue();
        assertThat(admission.refused()).isEqualTo(2);
    }

    @Test
    void neighbourInTheSame64CountsAndOthersDoNot() {
        var admission = admission(1, 1000);
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8::ffff:0:0:2")))
                .isFalse();
        assertThat(admission.enter(InetAddress.ofLiteral("2001:db8:0:1::1"))).isTrue();
        assertThat(admission.enter(CLIENT)).isTrue();
        assertThat(admission.enter(InetAddress.ofLiteral("192.0.2.2"))).isTrue();
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
                        if (admission.enter(CLIENT)) {
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
            assertThat(admission.enter(CLIENT)).isTrue();
        }
        assertThat(admission.enter(CLIENT)).isFalse();
    }
}
