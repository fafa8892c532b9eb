package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.testkit.Conversation;

/**
 * How often a command calls mailbox-service: once at most, whatever it names and however much that is. What others did to
 * the mailbox at the same moment is not counted here, as nobody does anything; SCRAM is the exception, as its challenge comes
 * from mailbox-service as well.
 */
class CallsTest {

    private static final String MESSAGE = "Subject: one\n\nbody\n";

    private final ImapUser user = ImapUser.fresh().having(MESSAGE, MESSAGE, MESSAGE);
    private Conversation session;

    /** Ends when the event feed has told of all that was done before, and NOOP that it was all, so that nothing is news later. */
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
                C: d IDLE
                S: + idling
                """);
        user.having(MESSAGE);
        session.play("""
                S: * 4 EXISTS
                S: * <n> RECENT
                C: DONE
                S: d OK <any>
                C: e NOOP
                S: e OK <any>
                """);
    }

    @AfterEach
    void close() {
        session.close();
    }

    /** The calls that a command makes until it is answered by OK; {@code /} ends a line of it. */
    private long calls(Conversation client, String command) {
        long before = user.imap().calls();
        client.play("C: x " + command.replace(" / ", "\nC: ") + "\nS: <lines>\nS: x OK <any>\n");
        return user.imap().calls() - before;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CAPABILITY                                              | 0
            NOOP                                                    | 1
            ID NIL                                                  | 0
            LOGOUT                                                  | 0
            NAMESPACE                                               | 0
            ENABLE CONDSTORE QRESYNC IMAP4rev2 UTF8=ACCEPT          | 0
            CHECK                                                   | 1
            IDLE / DONE                                             | 0
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
            LIST "" ""                                              | 0
            LIST "" *                                               | 1
            LIST (SUBSCRIBED RECURSIVEMATCH) "" (* %)               | 1
            LIST (SPECIAL-USE) "" * RETURN (SUBSCRIBED CHILDREN)    | 1
            LIST "" * RETURN (SUBSCRIBED STATUS (MESSAGES UNSEEN))  | 1
            LSUB "" *                                               | 1
            STATUS Other (MESSAGES UIDNEXT HIGHESTMODSEQ SIZE)      | 1
            STATUS INBOX (DELETED DELETED-STORAGE MAILBOXID)        | 1
            GETQUOTA account                                        | 1
            GETQUOTAROOT INBOX                                      | 1
            FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)                | 1
            FETCH 1:* BODY.PEEK[]                                   | 1
            UID FETCH 1:* (UID)                                     | 0
            UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1)                  | 1
            UID FETCH 1,3 (PREVIEW BINARY.PEEK[1])                  | 1
            UID FETCH 1:* (FLAGS) (PARTIAL 1:2)                     | 1
            STORE 1:* +FLAGS (\\Seen)                               | 1
            STORE 1:* (UNCHANGEDSINCE 1) +FLAGS.SILENT (work)       | 1
            UID STORE 1,3 FLAGS (\\Deleted)                         | 1
            EXPUNGE                                                 | 1
            UID EXPUNGE 1:2                                         | 1
            CLOSE                                                   | 1
            COPY 1:* Other                                          | 1
            COPY 1:* INBOX                                          | 1
            UID COPY 1:* Other                                      | 1
            UID COPY 1:* INBOX                                      | 1
            MOVE 1:2 Other                                          | 1
            MOVE 1:2 INBOX                                          | 1
            UID MOVE 1:2 Other                                      | 1
            UID MOVE 1:2 INBOX                                      | 1
            APPEND Other {3+} / abc                                 | 1
            APPEND INBOX {3+} / abc                                 | 1
            APPEND Other (\\Seen) {3+} / abc {3+} / def             | 1
            APPEND INBOX (new) {3+} / abc (newer) {3+} / def        | 1
            REPLACE 1 Other {3+} / abc                              | 1
            REPLACE 1 INBOX (new) {3+} / abc                        | 1
            UID REPLACE 1 Other {3+} / abc                          | 1
            UID REPLACE 1 INBOX {3+} / abc                          | 1
            SEARCH UNSEEN                                           | 1
            SEARCH RETURN (MIN MAX COUNT SAVE) TEXT body            | 1
            UID SEARCH RETURN (PARTIAL 1:2) OR FROM a NOT 1:2       | 1
            SORT (DATE) UTF-8 ALL                                   | 1
            UID SORT RETURN (COUNT ALL) (SUBJECT) UTF-8 ALL         | 1
            THREAD REFERENCES UTF-8 ALL                             | 1
            UID THREAD ORDEREDSUBJECT UTF-8 ALL                     | 1
            COMPRESS DEFLATE                                        | 0
            """)
    void atMostOnce(String command, long calls) {
        assertThat(calls(session, command)).isEqualTo(calls);
    }

    @Test // RFC 9208, 4.1.3
    void setQuotaAsksNobody() {
        long before = user.imap().calls();
        session.play("C: x SETQUOTA account (STORAGE 1)\nS: x NO [NOPERM] <any>\n");
        assertThat(user.imap().calls()).isEqualTo(before);
    }

    @Test // RFC 7162, 3.2.5
    void resynchronisationIsPartOfSelect() {
        session.play("""
                C: e ENABLE QRESYNC
                S: <lines>
                S: e OK <any>
                C: f UNSELECT
                S: f OK <any>
                C: g STATUS INBOX (UIDVALIDITY)
                S: * STATUS INBOX (UIDVALIDITY <n:validity>)
                S: g OK <any>
                """);
        assertThat(calls(session, "SELECT INBOX (QRESYNC ({validity} 1 1:9 (1,2 1,2)))"))
                .isEqualTo(1);
        assertThat(calls(session, "UID FETCH 1:9 (FLAGS) (CHANGEDSINCE 1 VANISHED)"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN {user} opensesame",
                "AUTHENTICATE PLAIN {plain}",
                "AUTHENTICATE LOGIN {address} / {password}"
            })
    void aLoginIsOneCall(String command) {
        var named = user.transcript()
                .with("plain", base64("\0" + user.address() + "\0opensesame"))
                .with("address", base64(user.address()))
                .with("password", base64("opensesame"));
        try (var client = named.open()) {
            client.play("S: * OK <any>\n");
            assertThat(calls(client, command)).isEqualTo(1);
        }
    }

    @Test // What the event feed tells of deliveries is all there is to tell, however many
    void deliveriesAreToldWithoutACall() {
        session.play("C: i IDLE\nS: + idling\n");
        long before = user.imap().calls();
        for (int messages = 5; messages < 10; messages++) {
            user.having(MESSAGE);
            session.play("S: * " + messages + " EXISTS\nS: * <n> RECENT\n");
        }
        assertThat(user.imap().calls()).isEqualTo(before);
        session.play("""
                C: DONE
                S: i OK <any>
                C: j UID FETCH 4:* (FLAGS)
                S: * 4 FETCH (<any>)
                S: * 5 FETCH (<any>)
                S: * 6 FETCH (<any>)
                S: * 7 FETCH (<any>)
                S: * 8 FETCH (<any>)
                S: * 9 FETCH (<any>)
                S: j OK <any>
                C: k NOOP
                S: k OK <any>
                """);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
