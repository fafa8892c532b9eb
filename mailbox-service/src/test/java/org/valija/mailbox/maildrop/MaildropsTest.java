package org.valija.mailbox.maildrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

class MaildropsTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static MailboxServer server;

    private final TestUser ann = TestUser.create(server, "ann" + USERS.incrementAndGet() + "@drops.example", 0);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.maildrop.lease=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Maildrop open() {
        return ann.maildrops().open(ann.token(), ann.account());
    }

    private Lease renew(Lease lease) {
        return ann.maildrops().renew(ann.token(), ann.account(), lease.id());
    }

    private UidSet update(Lease lease, UidSet uids) {
        return ann.maildrops().update(ann.token(), ann.account(), lease.id(), new MaildropUpdate(uids, UidSet.empty()));
    }

    @Test // RFC 1939, 4
    void theMaildropIsInboxAsItWasWhenItWasOpened() {
        ann.append("INBOX", "Subject: one\r\n\r\n");
        ann.append("INBOX", "Subject: three\r\n\r\n");
        var drop = open();
        ann.append("INBOX", "Subject: later\r\n\r\n");

        assertThat(drop.uids()).isEqualTo(UidSet.parse("1:2"));
        assertThat(drop.sizes()).containsExactly(16, 18);
        assertThat(drop.uniqueIds()).hasSize(2).doesNotHaveDuplicates();
        assertThat(drop.mailbox()).isEqualTo(ann.id("INBOX"));
    }

    @Test // RFC 1939, 4: an exclusive-access lock
    void onlyOneSessionHoldsIt() {
        var first = open();
        renew(first.lease());
        assertThatExceptionOfType(MailboxException.InUse.class).isThrownBy(this::open);

        ann.maildrops().release(ann.token(), ann.account(), first.lease().id());
        ann.maildrops().release(ann.token(), ann.account(), first.lease().id());
        assertThat(open().lease().id()).isNotEqualTo(first.lease().id());
    }

    @Test // RFC 1939, 6
    void theUpdateRemovesWhateverTheFlagsAndEndsTheLease() {
        ann.append("INBOX", "Subject: one\r\n\r\n");
        ann.append("INBOX", "Subject: two\r\n\r\n");
        var lease = open().lease();

        assertThat(update(lease, UidSet.parse("2,7"))).isEqualTo(UidSet.of(2));

        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.of(1));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> update(lease, UidSet.of(1)));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> renew(lease));
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.of(1));
    }

    @Test
    void aLeaseThatRanOutGoesToWhoeverAsksNext() {
        ann.append("INBOX", "Subject: one\r\n\r\n");
        var crashed = open().lease();
        var next = Eventually.within(Duration.ofSeconds(20))
                .get("the lease has run out", this::openOrNull, drop -> drop != null);

        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> renew(crashed));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> update(crashed, UidSet.of(1)));
        assertThat(next.uids()).isEqualTo(UidSet.of(1));
    }

    private Maildrop openOrNull() {
        try {
            return open();
        } catch (MailboxException.InUse _) {
            return null;
        }
    }
}
