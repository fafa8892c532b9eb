package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.Disposition;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** What travels with a delivery: the verdict, and whether recipients stand or fall together. */
class VerdictTest {

    private static final Verdict SPAM = new Verdict("softfail", "none", "fail", 7.5, true, Disposition.JUNK);
    private static MailboxServer server;
    private static Post post;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        post = new Post(server);
        TestUser.create(server, "ann@verdict.example", 0).create("bills");
        var plain = TestUser.create(server, "plain@verdict.example", 0);
        server.client().api(MailboxesApi.class).delete(plain.token(), plain.account(), "Junk");
        server.createAccount("tiny@verdict.example", "correct horse", 10);
    }

    @Test // RFC 6154, 2
    void junkGoesToJunkAndToInboxWhereThereIsNone() {
        post.deliver("Subject: junk\r\n\r\nbuy\r\n", SPAM, false, "ann@verdict.example", "plain@verdict.example");
        post.deliver("Subject: junk to bills\r\n\r\nbuy\r\n", SPAM, false, "ann+bills@verdict.example");
        post.deliver(
                "Subject: good\r\n\r\nhello\r\n", Verdict.of(Disposition.INBOX), false, "ann+bills@verdict.example");
        assertThat(post.copies("junk")).containsExactly("ann@verdict.example/Junk", "plain@verdict.example/INBOX");
        assertThat(post.copies("junk to bills")).containsExactly("ann@verdict.example/Junk");
        assertThat(post.copies("good")).containsExactly("ann@verdict.example/bills");
    }

    @Test // RFC 8601, 2.7
    void theVerdictStandsInTheEvent() {
        post.deliver("Subject: judged\r\n\r\nbuy\r\n", SPAM, false, "ann@verdict.example");
        assertThat(post.texts("""
                        select data->'verdict' from event where data->>'recipient' = 'ann@verdict.example'
                        order by seq desc limit 1""").getFirst())
                .contains(
                        "\"spf\": \"softfail\"",
                        "\"dmarc\": \"fail\"",
                        "\"spamScore\": 7.5",
                        "\"disposition\": \"junk\"");
    }

    @Test
    void aResultIsAWord() {
        var wrong = new Verdict("pass\r\nX: y", null, null, null, null, Disposition.INBOX);
        assertThatThrownBy(() -> post.deliver("Subject: x\r\n\r\n", wrong, false, "ann@verdict.example"))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("verdict.spf"));
    }

    @Test
    void nobodyHasItWhereRecipientsStandTogether() {
        var message = "Subject: together\r\n\r\nhello\r\n";
        assertThat(Post.outcomes(post.deliver(
                        message, null, true, "ann@verdict.example", "tiny@verdict.example", "x@verdict.example")))
                .containsExactly("Unavailable", "OverQuota", "NotFound");
        assertThat(post.copies("together")).isEmpty();
        assertThat(post.texts("select used_messages from account where address = 'tiny@verdict.example'"))
                .containsExactly("0");
        assertThat(Post.outcomes(post.deliver(message, null, true, "ann@verdict.example", "plain@verdict.example")))
                .containsExactly("OK", "OK");
        assertThat(post.copies("together")).hasSize(2);
    }
}
