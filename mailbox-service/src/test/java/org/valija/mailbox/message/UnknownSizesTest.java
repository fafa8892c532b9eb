package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.ExplainedStatements;
import org.valija.mailbox.testing.ExplainedStatements.Work;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/**
 * Where PostgreSQL does not know how many messages a mailbox has, as in a new database, it
 * compares each of them with a few others by one of its plans, and with all others by another that looks as good to it.
 */
class UnknownSizesTest {

    private static final Pattern EACH_WITH_ALL = Pattern.compile("Join Filter: .*\\buid\\b");

    private static final ExplainedStatements EXPLAINED = new ExplainedStatements();
    private static MailboxServer server;
    private static TestUser ann;
    private static MailboxId inbox;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), EXPLAINED::watch);
        server.database().execute("alter table message set (autovacuum_enabled = false)");
        server.database().execute("alter table message_flags set (autovacuum_enabled = false)");
        ann = TestUser.create(server, "ann@unknown.example", 0);
        inbox = ann.id("INBOX");
        for (int i = 0; i < 9; i++) {
            ann.append("INBOX", "Subject: hello\r\n\r\n");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noMessageIsComparedWithAllOthers() throws Exception {
        var archive = ann.create("archive");
        comparesWithFew(() -> ann.flag(inbox, "1:9", SystemFlag.DELETED));
        comparesWithFew(() -> ann.copy(inbox, "1:4,6:9", "archive"));
        comparesWithFew(() -> ann.move(archive, "1:9", "INBOX"));
        comparesWithFew(() -> ann.since(inbox, 1));
        comparesWithFew(() -> ann.status("INBOX"));
        comparesWithFew(() -> ann.search(inbox, new Header("Subject", "hello")));
        comparesWithFew(() -> ann.expunge(inbox, "1:9"));
    }

    private static void comparesWithFew(Work work) throws Exception {
        assertThat(EXPLAINED.of(work))
                .isNotEmpty()
                .allSatisfy((statement, plan) -> assertThat(plan).as(statement).doesNotContainPattern(EACH_WITH_ALL));
    }
}
