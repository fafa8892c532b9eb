package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.testkit.Conversation;

/** How often a command calls mailbox-service: once at most, whatever it names and however much that is. */
class CallsTest {

    private static final String MESSAGE = "Subject: one\n\nbody\n";

    private final ImapUser user = ImapUser.fresh().having(MESSAGE, MESSAGE, MESSAGE);
    private Conversation session;

    @BeforeEach
    void select() {
        session = user.open();
        session.play("""
                S: * OK <any>
                C: a LOGIN {user} opensesame
                S: a OK <any>
                C: b CREATE Other
                S: b OK <any>
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                """);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CAPABILITY                                              | 0
            NOOP                                                    | 1
            ID NIL                                                  | 0
            NAMESPACE                                               | 0
            ENABLE CONDSTORE                                        | 0
            CHECK                                                   | 1
            UNSELECT                                                | 0
            SELECT Other                                            | 1
            EXAMINE INBOX                                           | 1
            SELECT INBOX (CONDSTORE)                                | 1
            CREATE New/Below                                        | 1
            CREATE Sent2 (USE (\\Flagged))                          | 1
            DELETE Other                                            | 1
            RENAME Other Another                                    | 1
            SUBSCRIBE Other                                         | 1
            UNSUBSCRIBE Other                                       | 1
            LIST "" *                                               | 1
            LIST "" * RETURN (SUBSCRIBED STATUS (MESSAGES UNSEEN))  | 1
            LSUB "" *                                               | 1
            STATUS Other (MESSAGES UIDNEXT HIGHESTMODSEQ SIZE)      | 1
            GETQUOTAROOT INBOX                                      | 1
            FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)                | 1
            FETCH 1:* BODY.PEEK[]                                   | 1
            UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1)                  | 1
            UID FETCH 1,3 (PREVIEW BINARY.PEEK[1])                  | 1
            STORE 1:* +FLAGS (\\Seen)                               | 1
            STORE 1:* (UNCHANGEDSINCE 1) +FLAGS.SILENT (work)       | 1
            UID STORE 1,3 FLAGS (\\Deleted)                         | 1
            EXPUNGE                                                 | 1
            UID EXPUNGE 1:2                                         | 1
            CLOSE                                                   | 1
            COPY 1:* Other                                          | 1
            UID MOVE 1:2 Other                                      | 1
            SEARCH UNSEEN                                           | 1
            SEARCH RETURN (MIN MAX COUNT SAVE) TEXT body            | 1
            SORT (DATE) UTF-8 ALL                                   | 1
            THREAD REFERENCES UTF-8 ALL                             | 1
            """)
    void atMostOnce(String command, long calls) {
        long before = user.imap().calls();
        session.play("""
                C: x %s
                S: <lines>
                S: x OK <any>
                """.formatted(command));
        assertThat(user.imap().calls() - before).isEqualTo(calls);
    }

    @Test
    void appendOfManyIsOne() {
        long before = user.imap().calls();
        session.play("""
                C: x APPEND Other (\\Seen) {3+}
                C: abc {3+}
                C: def
                S: x OK <any>
                """);
        assertThat(user.imap().calls() - before).isEqualTo(1);
    }
}
