package org.valija.mailbox.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.greylist.GreylistAnswer;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.greylist.GreylistAttempt;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** RFC 6647. */
class GreylistTest {

    private static final GreylistAnswer PASSED = new GreylistAnswer(true, Duration.ZERO);

    @Test // RFC 6647, 2.4
    void whoComesAgainLateEnoughIsTakenByEveryReplica() {
        var clock = new SettableClock();
        var database = TestPostgres.database();
        try (var one = MailboxServer.on(database, clock.inServer());
                var two = MailboxServer.on(database, clock.inServer())) {
            assertThat(attempt(one, "bob@b.example")).isEqualTo(new GreylistAnswer(false, Duration.ofMinutes(5)));
            clock.advance(Duration.ofMinutes(4));
            assertThat(attempt(two, "bob@b.example")).isEqualTo(new GreylistAnswer(false, Duration.ofMinutes(1)));
            assertThat(attempt(two, "eve@b.example").passed())
                    .as("somebody else")
                    .isFalse();
            clock.advance(Duration.ofMinutes(1));
            assertThat(attempt(two, "Bob@B.example")).isEqualTo(PASSED);
            assertThat(attempt(one, "bob@b.example")).isEqualTo(PASSED);

            clock.advance(Duration.ofDays(30));
            one.runJob("sweep-greylist");
            assertThat(attempt(one, "bob@b.example")).as("known for a month").isEqualTo(PASSED);
            assertThat(attempt(one, "eve@b.example").passed()).as("forgotten").isFalse();
            clock.advance(Duration.ofDays(37));
            assertThat(attempt(one, "bob@b.example").passed()).as("forgotten").isFalse();
        }
    }

    private static GreylistAnswer attempt(MailboxServer server, String reversePath) {
        return server.client(ServiceName.SMTP)
                .api(GreylistApi.class)
                .attempt(new GreylistAttempt("192.0.2.0", reversePath, "ann@a.example", Duration.ofMinutes(5)));
    }
}
