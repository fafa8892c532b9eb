package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.NoProgress;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.transaction.Outcomes;
import org.valija.mailbox.transaction.TransactionProperties;
import org.valija.mailbox.transaction.Transactions;

class ExpungedMemoryTest {

    private MailboxServer server;
    private TestUser ann;

    @BeforeEach
    void start() {
        server = MailboxServer.onFreshDatabase();
        ann = TestUser.create(server, "ann@memory.example", 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void sweep(Duration keep, int most, Duration later) {
        var database = server.database();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        var jdbc = JdbcClient.create(source);
        var outcomes = new Outcomes(jdbc, new TransactionProperties(Duration.ofSeconds(1)));
        var memory = new ExpungedMemory(
                new Transactions(new JdbcTransactionManager(source), outcomes),
                jdbc,
                new ExpungedProperties(keep, most),
                Clock.offset(Clock.systemUTC(), later));
        memory.run(new NoProgress());
    }

    @Test // RFC 7162, 5.3
    void whatIsTooMuchOrTooOldIsForgottenAndTheClientIsToldSo() {
        var inbox = ann.id("INBOX");
        for (int i = 0; i < 4; i++) {
            ann.append("INBOX", "Subject: hello\r\n\r\n");
        }
        ann.flag(inbox, "1:4", SystemFlag.DELETED);
        long first = ann.expunge(inbox, "1:2").highestModseq();
        ann.expunge(inbox, "3");

        sweep(Duration.ofDays(90), 3, Duration.ZERO);
        assertThat(ann.since(inbox, 0).vanished()).isEqualTo(UidSet.parse("1:3"));
        assertThat(ann.since(inbox, 0).vanishedComplete()).isTrue();

        sweep(Duration.ofDays(90), 1, Duration.ZERO);
        assertThat(ann.since(inbox, first).vanished()).isEqualTo(UidSet.of(3));
        assertThat(ann.since(inbox, first).vanishedComplete()).isTrue();
        assertThat(ann.since(inbox, first - 1).vanishedComplete()).isFalse();

        sweep(Duration.ofDays(90), 1, Duration.ofDays(91));
        assertThat(ann.since(inbox, first).vanished()).isEqualTo(UidSet.empty());
        assertThat(ann.since(inbox, first).vanishedComplete()).isFalse();
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.of(4));
    }
}
