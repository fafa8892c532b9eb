package org.valija.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.ChangedSince;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.ThreadId;
import org.valija.mailbox.api.message.SearchCriteria.Uids;
import org.valija.mailbox.api.message.SearchCriteria.When;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortKey.By;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.message.ThreadRequest.Algorithm;
import org.valija.mailbox.testing.ExplainedStatements;
import org.valija.mailbox.testing.ExplainedStatements.Work;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/** Whatever is asked of a mailbox, PostgreSQL finds its messages by an index, and never looks through those of all. */
class PlansTest {

    private static final int MESSAGES = 1_000;
    private static final ExplainedStatements EXPLAINED = new ExplainedStatements();
    private static MailboxServer server;
    private static TestUser ann;
    private static MailboxId inbox;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), EXPLAINED::watch, "mailbox.jobs.every.index-text=0s");
        ann = fill("ann@plans.example", 5);
        fill("ben@plans.example", 20);
        server.runJob("index-text");
        server.database().execute("vacuum analyze");
        inbox = ann.id("INBOX");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestUser fill(String address, int times) {
        var user = TestUser.create(server, address, 0);
        new LargeMailbox(user, 1).fill("INBOX", MESSAGES);
        for (int i = 1; i < times; i++) {
            user.copy(user.id("INBOX"), "1:" + MESSAGES, "INBOX");
        }
        return user;
    }

    static Stream<SearchCriteria> searches() {
        return Stream.of(
                new And(List.of()),
                new Text(LargeMailbox.RARE),
                new Text("ce di"),
                new Text("zz"),
                new Body("nowhere to be found"),
                new Not(new Body(LargeMailbox.RARE)),
                new Or(List.of(new Body(LargeMailbox.RARE), new Text("nowhere"))),
                new Or(List.of(new Body(LargeMailbox.RARE), new HasFlag(SystemFlag.FLAGGED))),
                new And(List.of(new Text(LargeMailbox.RARE), new Not(new HasFlag(SystemFlag.SEEN)))),
                new Header("X-Ticket", "T-471"),
                new Header("X-Ticket", ""),
                new Header("Subject", "brace"),
                new Header("From", "brace"),
                new HasFlag(SystemFlag.DELETED),
                new Not(new HasFlag(SystemFlag.SEEN)),
                new HasKeyword("work"),
                new ChangedSince(2),
                new Not(new ChangedSince(2)),
                new Received(When.SINCE, LocalDate.of(2020, 1, 1)),
                new ThreadId("Tnone"),
                new Uids(UidSet.parse("7,9:11,400")));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void searchesReadByIndex(SearchCriteria criteria) throws Exception {
        readsByIndex(() -> ann.search(inbox, criteria));
    }

    @Test
    void unseenIsToldByAnIndexAlone() throws Exception {
        var statements = EXPLAINED.of(() -> ann.search(inbox, new Not(new HasFlag(SystemFlag.SEEN))));
        assertThat(statements.values()).singleElement().asString().contains("Index Only Scan using message_flags_");
    }

    @Test
    void statesReadByIndex() throws Exception {
        long before = ann.open("INBOX").highestModseq();
        ann.flag(inbox, "17", SystemFlag.FLAGGED);
        readsByIndex(() -> ann.since(inbox, before));
        readsByIndex(() -> ann.since(inbox, 0));
        readsByIndex(() -> ann.open("INBOX"));
        readsByIndex(() -> ann.status("INBOX"));
    }

    @Test
    void fetchesReadByIndex() throws Exception {
        readsByIndex(() -> fetch("1:5000", Field.FLAGS));
        readsByIndex(() -> fetch("1:9,77,4000:4100", Field.ENVELOPE));
        readsByIndex(() -> fetch("1:100", Field.PREVIEW));
        readsByIndex(() -> flags("1:5000"));
        readsByIndex(() -> flags("1:10,30:40,70"));
    }

    @Test
    void orderAndConversationsReadByIndex() throws Exception {
        for (var key : List.of(By.DATE, By.SUBJECT)) {
            var request = new SortRequest(new And(List.of()), List.of(new SortKey(key, false)), null);
            readsByIndex(() -> ann.messages().sort(ann.token(), ann.account(), inbox, request));
        }
        var request = new ThreadRequest(new And(List.of()), Algorithm.REFERENCES);
        readsByIndex(() -> ann.messages().thread(ann.token(), ann.account(), inbox, request));
    }

    @Test
    void changesReadByIndex() throws Exception {
        readsByIndex(() -> ann.flag(inbox, "1:5000", SystemFlag.SEEN));
        readsByIndex(() -> ann.copy(inbox, "4001:5000", "Archive"));
        readsByIndex(() -> ann.move(ann.id("Archive"), "1:500", "Trash"));
        ann.flag(ann.id("Trash"), "1:10", SystemFlag.DELETED);
        readsByIndex(() -> ann.expunge(ann.id("Trash"), "1:4294967295"));
    }

    private static void fetch(String uids, Field field) throws Exception {
        var request = new FetchRequest(UidSet.parse(uids), EnumSet.of(field), List.of(), false);
        try (var in =
                ann.messages().fetch(ann.token(), ann.account(), inbox, request).reader()) {
            assertThat(in.next(Message.class)).isNotNull();
            while (in.next(Message.class) != null) {
                // To the end
            }
        }
    }

    private static void flags(String uids) throws Exception {
        try (var in = ann.messages()
                .flags(ann.token(), ann.account(), inbox, UidSet.parse(uids))
                .reader()) {
            while (in.next(FlagsRun.class) != null) {
                // To the end
            }
        }
    }

    private static void readsByIndex(Work work) throws Exception {
        assertThat(EXPLAINED.of(work))
                .isNotEmpty()
                .allSatisfy((statement, plan) -> assertThat(plan).as(statement).doesNotContain("Seq Scan on message"));
    }
}
