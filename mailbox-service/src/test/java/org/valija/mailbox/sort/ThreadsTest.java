package org.valija.mailbox.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessageThread;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.message.ThreadRequest.Algorithm;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** RFC 5256, THREAD. Threads are written as IMAP writes them; a parent that is missing is {@code ()}. */
class ThreadsTest {

    private static final AtomicInteger MAILBOXES = new AtomicInteger();
    private static TestUser ann;

    private final String name = "threads" + MAILBOXES.incrementAndGet();
    private final MailboxId mailbox = ann.create(name);

    @BeforeAll
    static void start() {
        ann = TestUser.create(MailboxServer.shared(), "ann@threads.example", 0);
    }

    @Test
    void repliesStandBelowWhatTheyAnswer() {
        message("a", "", "one");
        message("b", "a", "Re: one");
        message("c", "a b", "Re: one");
        message("d", "a", "Re: one");
        message("e", "", "two");

        assertThat(references()).isEqualTo("(1 (2 3)(4))(5)");
    }

    @Test
    void theOrderInWhichTheyCameIsNoDifference() {
        message("c", "a b", "Re: one", 12);
        message("b", "a", "Re: one", 11);
        message("a", "", "one", 10);

        assertThat(references()).isEqualTo("(3 2 1)");
    }

    @Test
    void whatIsMissingHoldsItsRepliesTogether() {
        message("b", "a", "Re: one");
        message("c", "a", "Re: one");
        message("d", "x y", "Re: other");
        message("e", "x y d", "Re: other");

        assertThat(references()).isEqualTo("(()(1)(2))(3 4)");
    }

    @Test
    void anAncestorThatIsMissingInTheMiddleIsLeftOut() {
        message("a", "", "one");
        message("c", "a b", "Re: one");

        assertThat(references()).isEqualTo("(1 2)");
    }

    @Test
    void threadsOfOneSubjectAreGathered() {
        message("a", "", "Lunch");
        message("b", "", "Re: lunch");
        message("c", "", "[fwd: LUNCH]");
        message("d", "", "");
        message("e", "", "");

        assertThat(references()).isEqualTo("(1 (2)(3))(4)(5)");
    }

    @Test
    void twoThatBeginTheSameSubjectStandSideBySide() {
        message("a", "", "news");
        message("b", "", "news");
        message("c", "", "Re: news");

        assertThat(references()).isEqualTo("(()(1)(2)(3))");
    }

    @Test
    void aReplyThatCameFirstGoesBelowTheOriginal() {
        message("b", "", "Re: plan", 10);
        message("a", "", "plan", 11);

        assertThat(references()).isEqualTo("(2 1)");
    }

    @Test
    void ringsAndIdsThatAreUsedTwiceDoNoHarm() {
        message("a", "b", "x");
        message("b", "a", "y");
        message("c", "c", "z");
        message("c", "", "w");

        assertThat(references()).matches("\\(\\d \\d\\)\\(\\d\\)\\(\\d\\)");
    }

    @Test
    void inReplyToCountsWhereThereAreNoReferences() {
        add("Message-ID: <a@x>\r\nSubject: one\r\n");
        add("Message-ID: <b@x>\r\nIn-Reply-To: Your <a@x> and <z@x>\r\nSubject: two\r\n");

        assertThat(references()).isEqualTo("(1 2)");
    }

    @Test
    void repliesAreInTheOrderOfTheirDates() {
        message("a", "", "one", 1);
        message("b", "a", "b", 9);
        message("c", "a", "c", 8);
        message("d", "", "two", 0);

        assertThat(references()).isEqualTo("(4)(1 (3)(2))");
    }

    @Test
    void onlyWhatMatchesIsGathered() {
        message("a", "", "one");
        message("b", "a", "Re: one");
        message("c", "a b", "Re: one");

        assertThat(threads(Algorithm.REFERENCES, new SearchCriteria.Uids(UidSet.parse("1,3"))))
                .isEqualTo("(1 3)");
        assertThat(threads(Algorithm.REFERENCES, new SearchCriteria.Or(List.of())))
                .isEmpty();
    }

    @Test
    void subjectsAreInTheOrderOfTheirFirstMessages() {
        message("a", "", "Re: beta", 3);
        message("b", "", "alpha", 2);
        message("c", "", "beta", 1);
        message("d", "", "ALPHA (fwd)", 4);

        assertThat(threads(Algorithm.ORDEREDSUBJECT, new SearchCriteria.And(List.of())))
                .isEqualTo("(3 1)(2 4)");
    }

    @Test
    void aConversationOfThousandsIsNoTrouble() {
        ann.messages().append(ann.token(), ann.account(), name, CborSequence.of(out -> {
            for (int i = 0; i < 3_000; i++) {
                out.write(new NewMessage(Flags.NONE, null));
                out.write(("Message-ID: <" + i + "@x>\r\nReferences: <" + (i - 1) + "@x>\r\n\r\n").getBytes());
            }
        }));

        var threads = ann.messages().thread(ann.token(), ann.account(), mailbox, request(Algorithm.REFERENCES));
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.uids()).hasSize(3_000).startsWith(1, 2, 3);
            assertThat(thread.depths()[2_999]).isEqualTo(2_999);
        });
    }

    private void message(String id, String references, String subject) {
        message(id, references, subject, 0);
    }

    private void message(String id, String references, String subject, int hour) {
        var ids = references.isEmpty()
                ? ""
                : List.of(references.split(" ")).stream()
                        .map(reference -> " <" + reference + "@x>")
                        .collect(Collectors.joining("", "References:", "\r\n"));
        add("Message-ID: <" + id + "@x>\r\n" + ids + "Subject: " + subject + "\r\nDate: Thu, 1 Jan 2026 " + hour
                + ":00:00 +0000\r\n");
    }

    private void add(String header) {
        ann.append(name, header + "\r\nx\r\n");
    }

    private String references() {
        return threads(Algorithm.REFERENCES, new SearchCriteria.And(List.of()));
    }

    private String threads(Algorithm algorithm, SearchCriteria criteria) {
        return ann
                .messages()
                .thread(ann.token(), ann.account(), mailbox, new ThreadRequest(criteria, algorithm))
                .stream()
                .map(ThreadsTest::written)
                .collect(Collectors.joining());
    }

    private static ThreadRequest request(Algorithm algorithm) {
        return new ThreadRequest(new SearchCriteria.And(List.of()), algorithm);
    }

    /** A message with one reply is followed by it; several are in brackets each. */
    private static String written(MessageThread thread) {
        var text = new StringBuilder("(");
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < thread.uids().length; i++) {
            int depth = thread.depths()[i];
            while (!open.isEmpty() && open.peek() >= depth) {
                open.pop();
                text.append(')');
            }
            boolean alone = siblings(thread, i) == 1;
            if (i > 0) {
                text.append(text.charAt(text.length() - 1) == ')' ? "" : " ");
            }
            if (!alone) {
                text.append('(');
                open.push(depth);
            }
            text.append(thread.uids()[i] == 0 ? "()" : String.valueOf(thread.uids()[i]));
        }
        return text + ")".repeat(open.size()) + ")";
    }

    /** How many messages have the same parent, itself included. */
    private static int siblings(MessageThread thread, int at) {
        int depth = thread.depths()[at];
        int from = at;
        while (from > 0 && thread.depths()[from - 1] >= depth) {
            from--;
        }
        int count = 0;
        for (int i = from; i < thread.depths().length && thread.depths()[i] >= depth; i++) {
            count += thread.depths()[i] == depth ? 1 : 0;
        }
        return count;
    }
}
