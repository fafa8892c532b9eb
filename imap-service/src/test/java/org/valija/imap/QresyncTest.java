package org.valija.imap;

import org.junit.jupiter.api.Test;

/** Coming back to a mailbox: RFC 7162, 3.2. */
class QresyncTest {

    private final ImapUser user = ImapUser.fresh();

    /** Five messages; the first client selected INBOX, the second enabled QRESYNC and selected it as well. */
    private static final String BOTH = """
            C2: a LOGIN {user} opensesame
            S2: * OK <any>
            S2: a OK <any>
            C2: b ENABLE QRESYNC
            S2: * ENABLED QRESYNC
            S2: b OK <any>
            C2: c SELECT INBOX
            S2: <lines>
            S2: * OK [UIDVALIDITY <n:validity>] <any>
            S2: * OK [UIDNEXT 6] <any>
            S2: * OK [HIGHESTMODSEQ <n:before>] <any>
            S2: * OK [MAILBOXID <any>] <any>
            S2: c OK <any>
            """;

    private void play(String transcript) {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n", "a: 4\n\n", "a: 5\n\n").playSelected(BOTH + transcript);
    }

    @Test // RFC 7162, 3.2.7 and 3.2.10
    void expungedMessagesVanish() {
        play("""
                C: d STORE 1,2,4 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e UID EXPUNGE 1
                S: * 1 EXPUNGE
                S: e OK EXPUNGE completed
                C2: d EXPUNGE
                S2: * VANISHED 2,4
                S2: * VANISHED 1
                S2: d OK [HIGHESTMODSEQ <n>] EXPUNGE completed
                C2: e EXPUNGE
                S2: e OK EXPUNGE completed
                C2: f UID STORE 3 +FLAGS.SILENT (\\Deleted)
                S2: * 1 FETCH (UID 3 MODSEQ (<n>))
                S2: f OK <any>
                C2: g UID EXPUNGE 3
                S2: * VANISHED 3
                S2: g OK [HIGHESTMODSEQ <n:m>] EXPUNGE completed
                C2: h STATUS INBOX (HIGHESTMODSEQ MESSAGES)
                S2: * STATUS INBOX (HIGHESTMODSEQ {m} MESSAGES 1)
                S2: h OK <any>
                C2: i MOVE 1 Trash
                S2: * OK [COPYUID <any>] Moved
                S2: * VANISHED 5
                S2: i OK [HIGHESTMODSEQ <n>] MOVE completed
                """);
    }

    @Test // RFC 7162, 3.2.8: it could have missed what others did
    void closeTellsNoModseq() {
        play("""
                C2: d STORE 1 +FLAGS.SILENT (\\Deleted)
                S2: * 1 FETCH (UID 1 MODSEQ (<n>))
                S2: d OK <any>
                C2: e CLOSE
                S2: e OK CLOSE completed
                """);
    }

    @Test // RFC 7162, 3.2.10.2: not during FETCH, STORE and SEARCH
    void vanishedWaits() {
        play("""
                C: d STORE 2 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e EXPUNGE
                S: * 2 EXPUNGE
                S: e OK <any>
                C2: d FETCH 3 (FLAGS)
                S2: * 3 FETCH (FLAGS ())
                S2: * OK [HIGHESTMODSEQ {before}] Messages are gone since
                S2: d OK <any>
                C2: e UID FETCH 3 (FLAGS)
                S2: * 3 FETCH (UID 3 FLAGS ())
                S2: * VANISHED 2
                S2: e OK <any>
                """);
    }

    @Test // RFC 7162, 3.2.5.1
    void selectTellsWhatHappenedSince() {
        play("""
                C2: d LOGOUT
                S2: * BYE <any>
                S2: d OK <any>
                C: d STORE 1,2,4 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e UID EXPUNGE 2,4
                S: * 4 EXPUNGE
                S: * 2 EXPUNGE
                S: e OK <any>
                C3: a LOGIN {user} opensesame
                S3: * OK <any>
                S3: a OK <any>
                C3: b SELECT INBOX (QRESYNC ({validity} {before}))
                S3: b BAD ENABLE QRESYNC first
                C3: c ENABLE QRESYNC
                S3: * ENABLED QRESYNC
                S3: c OK <any>
                C3: d SELECT INBOX (QRESYNC ({validity} {before}))
                S3: * FLAGS <any>
                S3: * OK [PERMANENTFLAGS <any>] <any>
                S3: * 3 EXISTS
                S3: * 0 RECENT
                S3: * OK [UNSEEN 1] <any>
                S3: * OK [UIDVALIDITY {validity}] <any>
                S3: * OK [UIDNEXT 6] <any>
                S3: * OK [HIGHESTMODSEQ <n:after>] <any>
                S3: * OK [MAILBOXID <any>] <any>
                S3: * VANISHED (EARLIER) 2,4
                S3: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Deleted))
                S3: d OK [READ-WRITE] SELECT completed
                C3: e EXAMINE INBOX (QRESYNC ({validity} {before} 2:3,5 (1,3 1,5)))
                S3: * OK [CLOSED] <any>
                S3: <lines>
                S3: * OK [MAILBOXID <any>] <any>
                S3: * VANISHED (EARLIER) 2
                S3: e OK [READ-ONLY] <any>
                C3: f SELECT INBOX (QRESYNC ({validity} {after}))
                S3: * OK [CLOSED] <any>
                S3: <lines>
                S3: * OK [MAILBOXID <any>] <any>
                S3: f OK <any>
                C3: g SELECT INBOX (QRESYNC (77 {before}))
                S3: * OK [CLOSED] <any>
                S3: <lines>
                S3: * OK [MAILBOXID <any>] <any>
                S3: g OK <any>
                """);
    }

    @Test // RFC 7162, 3.2.6
    void fetchTellsWhatVanished() {
        play("""
                C: d STORE 1,2,4 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e UID EXPUNGE 2,4
                S: * 4 EXPUNGE
                S: * 2 EXPUNGE
                S: e OK <any>
                C2: d NOOP
                S2: * VANISHED 2,4
                S2: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Deleted))
                S2: d OK <any>
                C2: e UID FETCH 1:4 (FLAGS) (CHANGEDSINCE {before} VANISHED)
                S2: * VANISHED (EARLIER) 2,4
                S2: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Deleted))
                S2: e OK <any>
                C2: f UID FETCH 3:* (FLAGS) (VANISHED CHANGEDSINCE {before})
                S2: * VANISHED (EARLIER) 4
                S2: f OK <any>
                C2: g UID FETCH 3:5 (FLAGS) (VANISHED)
                S2: g BAD VANISHED needs CHANGEDSINCE
                C2: h FETCH 1:2 (FLAGS) (CHANGEDSINCE {before} VANISHED)
                S2: h BAD VANISHED and PARTIAL are for UID FETCH
                C: f UID FETCH 1 (FLAGS) (CHANGEDSINCE {before} VANISHED)
                S: f BAD ENABLE QRESYNC first
                """);
    }

    @Test // RFC 7162, 3.2.10.1: what the client still counts is not "earlier"
    void fetchKeepsEarlierAndNowApart() {
        play("""
                C: d STORE 2 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e EXPUNGE
                S: * 2 EXPUNGE
                S: e OK <any>
                C2: d UID FETCH 1:5 (FLAGS) (CHANGEDSINCE {before} VANISHED)
                S2: * VANISHED 2
                S2: d OK <any>
                """);
    }

    @Test
    void brokenParameters() {
        user.playLoggedIn("""
                C: b ENABLE QRESYNC
                S: * ENABLED QRESYNC
                S: b OK <any>
                C: c SELECT INBOX (QRESYNC)
                S: c BAD <any>
                C: d SELECT INBOX (QRESYNC (1))
                S: d BAD <any>
                C: e SELECT INBOX (QRESYNC (0 1))
                S: e BAD <any>
                C: f SELECT INBOX (QRESYNC (1 0))
                S: f BAD <any>
                C: g SELECT INBOX (QRESYNC (1 1 1:*))
                S: g BAD Numbers alone are allowed here
                C: h SELECT INBOX (QRESYNC (1 1 1:5 (1 1,2)))
                S: h BAD As many sequence numbers as UIDs are needed
                C: i SELECT INBOX (QRESYNC (1 1 1:5 (1 1)) CONDSTORE)
                S: <lines>
                S: i OK <any>
                """);
    }
}
