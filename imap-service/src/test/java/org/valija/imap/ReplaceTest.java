package org.valija.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REPLACE: RFC 8508. */
class ReplaceTest {

    private final ImapUser user = ImapUser.fresh();

    private void play(String transcript) {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n").playSelected(transcript);
    }

    @Test // RFC 8508, 3.2 and 4.3: the new UID first, then what is gone; nothing is inherited
    void anotherMessageComesInItsPlace() {
        play("""
                C: c STORE 2 +FLAGS.SILENT (\\Flagged)
                S: c OK <any>
                C: d REPLACE 2 INBOX (\\Seen \\Draft) "17-Jul-1996 02:44:25 -0700" {10}
                S: + Ready for the literal
                C| a: newer\\x0d\\x0a
                C:\s
                S: * OK [APPENDUID <n> 4] Replacement is stored
                S: * 2 EXPUNGE
                S: * 3 EXISTS
                S: * 3 RECENT
                S: d OK REPLACE completed
                C: e UID FETCH 1:* (FLAGS INTERNALDATE BODY.PEEK[])
                S: * 1 FETCH (UID 1 <any>
                S: <lines>
                S: * 2 FETCH (UID 3 <any>
                S: <lines>
                S: * 3 FETCH (UID 4 FLAGS (\\Seen \\Draft \\Recent) INTERNALDATE "17-Jul-1996 09:44:25 +0000" BODY[] {10}
                S: a: newer
                S: )
                S: e OK <any>
                """);
    }

    @Test // RFC 8508, 3.3
    void uidReplaceInRev2() {
        play("""
                C: c ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: c OK <any>
                C: d UID REPLACE 3 INBOX {4+}
                C: a: b
                S: * OK [APPENDUID <n> 4] <any>
                S: * 3 EXPUNGE
                S: * 3 EXISTS
                S: d OK REPLACE completed
                C: e REPLACE * INBOX ~{4+}
                C: a: b
                S: * OK [APPENDUID <n> 5] <any>
                S: * 3 EXPUNGE
                S: * 3 EXISTS
                S: e OK REPLACE completed
                C: f UID REPLACE 4 INBOX {4+}
                C: a: b
                S: f NO No such message
                """);
    }

    @Test // RFC 8508, 3.4: a draft that has been sent
    void theOtherOneMayGoElsewhere() {
        play("""
                C: c REPLACE 1 Sent (\\Seen) {4+}
                C: a: b
                S: * OK [APPENDUID <n> 1] <any>
                S: * 1 EXPUNGE
                S: c OK REPLACE completed
                C: d STATUS Sent (MESSAGES UNSEEN)
                S: * STATUS Sent (MESSAGES 1 UNSEEN 0)
                S: d OK <any>
                C: e REPLACE 1 none {4+}
                C: a: b
                S: e NO [TRYCREATE] <any>
                C: f UID SEARCH ALL
                S: * SEARCH 2 3
                S: f OK <any>
                """);
    }

    @Test // RFC 8508, 4.5; RFC 7162, 3.2.10
    void itVanishesForWhoeverSaidQresync() {
        play("""
                C: c ENABLE QRESYNC
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * ENABLED QRESYNC
                S: c OK <any>
                C: d UID REPLACE 2 INBOX {4+}
                C: a: b
                S: * OK [APPENDUID <n> 4] <any>
                S: * VANISHED 2
                S: * 3 EXISTS
                S: * 3 RECENT
                S: d OK [HIGHESTMODSEQ <n>] REPLACE completed
                C: e UID REPLACE 4 Archive {4+}
                C: a: b
                S: * OK [APPENDUID <n> 1] <any>
                S: * VANISHED 4
                S: e OK [HIGHESTMODSEQ <n:m>] REPLACE completed
                C: f STATUS INBOX (HIGHESTMODSEQ MESSAGES)
                S: * STATUS INBOX (HIGHESTMODSEQ {m} MESSAGES 2)
                S: f OK <any>
                """);
    }

    @Test // RFC 8508, 3.4: nobody sees both of them, or neither
    void othersSeeItAtOnce() {
        play("""
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                C2: c IDLE
                S2: + <any>
                C: c REPLACE 2 INBOX {4+}
                C: a: b
                S: * OK [APPENDUID <n> 4] <any>
                S: * 2 EXPUNGE
                S: * 3 EXISTS
                S: * 3 RECENT
                S: c OK <any>
                S2: * 2 EXPUNGE
                S2: * 3 EXISTS
                S2: * 1 RECENT
                C2: DONE
                S2: c OK <any>
                """);
    }

    @Test // RFC 5530, 3: the message has been expunged, and this client not told yet
    void whatIsGoneIsNotReplaced() {
        play("""
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                C2: c STORE 2 +FLAGS.SILENT (\\Deleted)
                S2: c OK <any>
                C2: d EXPUNGE
                S2: * 2 EXPUNGE
                S2: d OK <any>
                C: c REPLACE 2 INBOX {4+}
                C: a: b
                S: * 2 EXPUNGE
                S: c NO [EXPUNGEISSUED] <any>
                C: d STATUS INBOX (MESSAGES UIDNEXT)
                S: * STATUS INBOX (MESSAGES 2 UIDNEXT 4)
                S: d OK <any>
                """);
    }

    @Test
    void notWhereNothingMayChange() {
        play("""
                C: c EXAMINE INBOX
                S: <lines>
                S: c OK <any>
                C: d REPLACE 1 INBOX {4}
                S: d NO [READ-ONLY] <any>
                C: e UNSELECT
                S: e OK <any>
                C: f REPLACE 1 INBOX {4}
                S: f BAD Select a mailbox first
                """);
    }

    @Test // RFC 8508, 3.4: only what it takes more counts against the quota
    void thereMustBeRoomForTheDifference() {
        var almostFull = "a: " + "b".repeat(76);
        var tooLarge = "a: " + "b".repeat(108);
        ImapUser.withQuota(110).having("a: 1\n\n").playSelected("""
                C: c APPEND INBOX {79+}
                C: %1$s
                S: * 2 EXISTS
                S: * 2 RECENT
                S: c OK <any>
                C: d APPEND INBOX {79+}
                C: %1$s
                S: d NO [OVERQUOTA] <any>
                C: e REPLACE 2 INBOX {79+}
                C: %1$s
                S: * OK [APPENDUID <n> 3] <any>
                S: * 2 EXPUNGE
                S: * 2 EXISTS
                S: * 2 RECENT
                S: e OK <any>
                C: f REPLACE 2 INBOX {111+}
                C: %2$s
                S: f NO [OVERQUOTA] <any>
                C: g UID SEARCH ALL
                S: * SEARCH 1 3
                S: g OK <any>
                """.formatted(almostFull, tooLarge));
    }

    @Test // RFC 7889, 4; RFC 8508, 4.7: one message, no more
    void aWrongOneIsNotStored() {
        play("""
                C: c REPLACE 1 INBOX {99999999999}
                S: c NO [TOOBIG] <any>
                C: d REPLACE 1 INBOX {0}
                S: d NO [CANNOT] <any>
                C: e REPLACE 1 INBOX {4+}
                C: a: b {4+}
                C: a: b
                S: e BAD <any>
                C: f REPLACE 1 INBOX UTF8 (~{4}
                S: f BAD [CLIENTBUG] <any>
                C: g STATUS INBOX (MESSAGES UIDNEXT)
                S: * STATUS INBOX (MESSAGES 3 UIDNEXT 4)
                S: g OK <any>
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                " 1 INBOX",
                " 1:2 INBOX {4}",
                " 1,2 INBOX {4}",
                " $ INBOX {4}",
                " 0 INBOX {4}",
                " 9 INBOX {4}",
                " 1 INBOX \"a\"",
                " 1 INBOX () x {4}"
            })
    void brokenArgumentsAreBad(String arguments) {
        play("C: c REPLACE" + arguments + """

                S: c BAD <any>
                C: d NOOP
                S: d OK <any>
                """);
    }

    @Test // of any size, and never whole in memory
    void largeMessagesPassThrough() {
        var large = new byte[6_000_000];
        Arrays.fill(large, (byte) 'x');
        System.arraycopy("a: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 8);
        user.having("a: 1\n\n");
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b SELECT INBOX
                    S: <lines>
                    S: b OK <any>
                    C: c REPLACE 1 INBOX {6000000}
                    S: + Ready for the literal
                    """);
            conversation.client(1).send(large);
            conversation.play("""
                    C:\s
                    S: * OK [APPENDUID <n> 2] <any>
                    S: * 1 EXPUNGE
                    S: * 1 EXISTS
                    S: * 1 RECENT
                    S: c OK <any>
                    C: d FETCH 1 RFC822.SIZE
                    S: * 1 FETCH (RFC822.SIZE 6000000)
                    S: d OK <any>
                    """);
        }
    }
}
