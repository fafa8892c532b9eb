package org.valija.imap;

import org.junit.jupiter.api.Test;

/** Conditional STORE, and FETCH of what changed: RFC 7162, 3.1. */
class CondstoreTest {

    private final ImapUser user = ImapUser.fresh();

    private void play(String transcript) {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n").playSelected(transcript);
    }

    @Test // RFC 7162, 3.1.1 and 3.1.2
    void selectTellsTheHighestModseq() {
        user.having("a: 1\n\n").playLoggedIn("""
                C: b SELECT INBOX (CONDSTORE)
                S: <lines>
                S: * OK [HIGHESTMODSEQ <n:modseq>] Highest
                S: * OK [MAILBOXID (M<n>)] <any>
                S: b OK [READ-WRITE] SELECT completed
                C: c STATUS INBOX (HIGHESTMODSEQ)
                S: * STATUS INBOX (HIGHESTMODSEQ {modseq})
                S: c OK <any>
                C: d STORE 1 +FLAGS (\\Seen)
                S: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Seen \\Recent))
                S: d OK <any>
                C: e EXAMINE INBOX (CONDSTORE)
                S: <lines>
                S: e OK [READ-ONLY] <any>
                """);
    }

    @Test // RFC 7162, 3.1: asked for once, told from then on
    void whoAsksForAModseqFollowsThem() {
        play("""
                C: c STORE 1 +FLAGS (\\Seen)
                S: * 1 FETCH (FLAGS (\\Seen \\Recent))
                S: c OK <any>
                C: d FETCH 1:2 MODSEQ
                S: * OK [HIGHESTMODSEQ <n>] From here on
                S: * 1 FETCH (MODSEQ (<n>))
                S: * 2 FETCH (MODSEQ (<n>))
                S: d OK <any>
                C: e STORE 1 -FLAGS (\\Seen)
                S: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Recent))
                S: e OK <any>
                C: f STORE 1 +FLAGS.SILENT (\\Seen)
                S: * 1 FETCH (UID 1 MODSEQ (<n>))
                S: f OK <any>
                C: g FETCH 2 BODY[TEXT]
                S: * 2 FETCH (BODY[TEXT] {0}
                S:  MODSEQ (<n>) FLAGS (\\Seen \\Recent))
                S: g OK <any>
                """);
    }

    @Test // RFC 7162, 3.1.3
    void storeUnlessOthersChangedIt() {
        play("""
                C: c FETCH 1 MODSEQ
                S: * OK [HIGHESTMODSEQ <n:before>] <any>
                S: * 1 FETCH (MODSEQ (<n>))
                S: c OK <any>
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                C2: c STORE 2 +FLAGS (\\Flagged)
                S2: * 2 FETCH (FLAGS (\\Flagged))
                S2: c OK <any>
                C: d STORE 1:3 (UNCHANGEDSINCE {before}) +FLAGS.SILENT (\\Seen)
                S: * 1 FETCH (UID 1 MODSEQ (<n:after>))
                S: * 2 FETCH (UID 2 MODSEQ (<n>) FLAGS (\\Flagged \\Recent))
                S: * 3 FETCH (UID 3 MODSEQ ({after}))
                S: * 1 FETCH (UID 1 MODSEQ ({after}) FLAGS (\\Seen \\Recent))
                S: * 3 FETCH (UID 3 MODSEQ ({after}) FLAGS (\\Seen \\Recent))
                S: d OK [MODIFIED 2] <any>
                C: e UID STORE 1,3 (UNCHANGEDSINCE {after}) FLAGS (work)
                S: * FLAGS <any>
                S: * OK [PERMANENTFLAGS <any>] <any>
                S: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Recent work))
                S: * 3 FETCH (UID 3 MODSEQ (<n>) FLAGS (\\Recent work))
                S: e OK STORE completed
                C: f STORE 1 (UNCHANGEDSINCE 0) +FLAGS.SILENT ($MDNSent)
                S: <lines>
                S: f OK [MODIFIED 1] <any>
                C: g UID STORE 1,3 (UNCHANGEDSINCE {before}) +FLAGS (\\Deleted)
                S: <lines>
                S: g OK [MODIFIED 1,3] <any>
                """);
    }

    @Test // RFC 7162, 3.1.3, example 11
    void storeOfMessagesThatAreGone() {
        play("""
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                C: c STORE 2 (UNCHANGEDSINCE 999) +FLAGS.SILENT (\\Deleted)
                S: * OK [HIGHESTMODSEQ <n:before>] <any>
                S: * 2 FETCH (UID 2 MODSEQ (<n>))
                S: c OK <any>
                C: d EXPUNGE
                S: * 2 EXPUNGE
                S: d OK EXPUNGE completed
                C2: c STORE 1:3 (UNCHANGEDSINCE 1) +FLAGS (\\Seen)
                S2: * OK [HIGHESTMODSEQ <n>] <any>
                S2: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS ())
                S2: * 3 FETCH (UID 3 MODSEQ (<n>) FLAGS ())
                S2: c NO [MODIFIED 1,3] Some of the messages are gone
                C2: d NOOP
                S2: * 2 EXPUNGE
                S2: d OK <any>
                """);
    }

    @Test // RFC 7162, 3.1.4.1
    void fetchOfWhatChanged() {
        play("""
                C: c STORE 1:3 (UNCHANGEDSINCE 999) +FLAGS.SILENT (\\Seen)
                S: * OK [HIGHESTMODSEQ <n:before>] <any>
                S: <lines>
                S: c OK <any>
                C: d STORE 2 +FLAGS.SILENT (\\Flagged)
                S: * 2 FETCH (UID 2 MODSEQ (<n:last>))
                S: d OK <any>
                C: e UID FETCH 1:* (FLAGS) (CHANGEDSINCE {before})
                S: * 1 FETCH (UID 1 MODSEQ (<n:third>) FLAGS (\\Seen \\Recent))
                S: * 2 FETCH (UID 2 MODSEQ ({last}) FLAGS (\\Seen \\Flagged \\Recent))
                S: * 3 FETCH (UID 3 MODSEQ ({third}) FLAGS (\\Seen \\Recent))
                S: e OK <any>
                C: f FETCH 1:3 UID (CHANGEDSINCE {third})
                S: * 2 FETCH (MODSEQ ({last}) UID 2)
                S: f OK FETCH completed
                C: g FETCH 1:3 FLAGS (CHANGEDSINCE {last})
                S: g OK FETCH completed
                C: h SEARCH MODSEQ {last}
                S: * SEARCH 2 (MODSEQ {last})
                S: h OK <any>
                """);
    }

    @Test // RFC 7162, 3.1.3: another client hears of it with its modification sequence
    void othersHearModseqsInIdle() {
        play("""
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b ENABLE CONDSTORE
                S2: * ENABLED CONDSTORE
                S2: b OK <any>
                C2: c SELECT INBOX
                S2: <lines>
                S2: c OK <any>
                C2: d IDLE
                S2: + idling
                C: c STORE 3 +FLAGS.SILENT (\\Seen)
                S: c OK <any>
                S2: * 3 FETCH (UID 3 MODSEQ (<n>) FLAGS (\\Seen))
                C2: DONE
                S2: d OK <any>
                """);
    }

    @Test
    void brokenModifiers() {
        play("""
                C: c FETCH 1 FLAGS (CHANGEDSINCE 0)
                S: c BAD Number must not be zero
                C: d FETCH 1 FLAGS (CHANGEDSINCE 99999999999999999999)
                S: d BAD Number too large
                C: e FETCH 1 FLAGS (SINCE 1)
                S: e BAD No such modifier of FETCH
                C: f FETCH 1 FLAGS ()
                S: f BAD <any>
                C: g STORE 1 (UNCHANGEDSINCE) +FLAGS (\\Seen)
                S: g BAD Missing argument
                C: h STORE 1 (CHANGEDSINCE 1) +FLAGS (\\Seen)
                S: h BAD No such modifier of STORE
                C: i STORE 1 (UNCHANGEDSINCE 1)+FLAGS (\\Seen)
                S: i BAD <any>
                C: j SELECT INBOX ()
                S: j BAD <any>
                C: k SELECT INBOX (CONDSTORED)
                S: k BAD No such parameter of SELECT
                C: l SELECT INBOX (CONDSTORE
                S: l BAD <any>
                C: m NOOP
                S: m OK <any>
                """);
    }
}
