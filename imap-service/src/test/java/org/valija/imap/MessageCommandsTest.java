package org.valija.imap;

import org.junit.jupiter.api.Test;

/** The commands of the selected state, besides FETCH, in one session. */
class MessageCommandsTest {

    private final ImapUser user = ImapUser.fresh();

    @Test // RFC 9051, 6.4.6
    void store() {
        user.having("a: 1\n\n", "a: 2\n\n").playSelected("""
                C: c STORE 1:2 +FLAGS (\\Seen \\Flagged)
                S: * 1 FETCH (FLAGS (\\Seen \\Flagged \\Recent))
                S: * 2 FETCH (FLAGS (\\Seen \\Flagged \\Recent))
                S: c OK STORE completed
                C: d STORE 1 -FLAGS \\Seen
                S: * 1 FETCH (FLAGS (\\Flagged \\Recent))
                S: d OK <any>
                C: e STORE 2 FLAGS \\Answered \\Draft
                S: * 2 FETCH (FLAGS (\\Answered \\Draft \\Recent))
                S: e OK <any>
                C: f UID STORE 2 FLAGS ()
                S: * 2 FETCH (UID 2 FLAGS (\\Recent))
                S: f OK <any>
                C: g STORE 1 FLAGS.SILENT (\\Deleted)
                S: g OK STORE completed
                C: h NOOP
                S: h OK <any>
                C: i FETCH 1:2 FLAGS
                S: * 1 FETCH (FLAGS (\\Deleted \\Recent))
                S: * 2 FETCH (FLAGS (\\Recent))
                S: i OK <any>
                C: j STORE 3 +FLAGS (\\Seen)
                S: j BAD <any>
                C: k UID STORE 77 +FLAGS (\\Seen)
                S: k OK <any>
                C: l STORE 1 FLAGS
                S: l BAD <any>
                C: m STORE 1 +FLAGS (\\Nonsense)
                S: m BAD <any>
                C: n STORE 1 SEEN (\\Seen)
                S: n BAD <any>
                """);
    }

    @Test // RFC 9051, 2.3.2
    void newKeywords() {
        user.having("a: 1\n\n").playSelected("""
                C: c STORE 1 +FLAGS ($Forwarded work)
                S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Forwarded work)
                S: * OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Forwarded work \\*)] <any>
                S: * 1 FETCH (FLAGS (\\Recent $Forwarded work))
                S: c OK <any>
                C: d STORE 1 -FLAGS (WORK)
                S: * 1 FETCH (FLAGS (\\Recent $Forwarded))
                S: d OK <any>
                C: e SELECT INBOX
                S: * OK [CLOSED] <any>
                S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Forwarded work)
                S: <lines>
                S: e OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.3 and RFC 4315, 2.1
    void expunge() {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n", "a: 4\n\n", "a: 5\n\n").playSelected("""
                C: c EXPUNGE
                S: c OK EXPUNGE completed
                C: d STORE 1,3:5 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                C: e UID EXPUNGE 1:2,5
                S: * 5 EXPUNGE
                S: * 1 EXPUNGE
                S: e OK EXPUNGE completed
                C: f EXPUNGE
                S: * 3 EXPUNGE
                S: * 2 EXPUNGE
                S: f OK EXPUNGE completed
                C: g FETCH 1:* (UID)
                S: * 1 FETCH (UID 2)
                S: g OK <any>
                C: h NOOP
                S: h OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.7 and RFC 4315, 3
    void copy() {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n").playSelected("""
                C: c STORE 2 +FLAGS.SILENT (\\Flagged work)
                S: <lines>
                S: c OK <any>
                C: d COPY 2:3 Archive
                S: d OK [COPYUID <n> 2:3 1:2] COPY completed
                C: e UID COPY 1 Archive
                S: e OK [COPYUID <n> 1 3] COPY completed
                C: f COPY 1 nothing
                S: f NO [TRYCREATE] <any>
                C: g UID COPY 77 Archive
                S: g OK <any>
                C: h COPY 4 Archive
                S: h BAD <any>
                C: i COPY 1 INBOX
                S: * 4 EXISTS
                S: * 4 RECENT
                S: i OK [COPYUID <n> 1 4] <any>
                C: j SELECT Archive
                S: <lines>
                S: * 3 EXISTS
                S: <lines>
                S: j OK <any>
                C: k FETCH 1:2 (FLAGS BODY.PEEK[HEADER])
                S: * 1 FETCH (FLAGS (\\Flagged \\Recent work) BODY[HEADER] {8}
                S: a: 2
                S: <lines>
                S: * 2 FETCH (FLAGS (\\Recent) BODY[HEADER] {8}
                S: <lines>
                S: k OK <any>
                """);
    }

    @Test // RFC 6851, 3.1 and 4.3
    void move() {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n").playSelected("""
                C: c MOVE 1,3 Archive
                S: * OK [COPYUID <n> 1,3 1:2] <any>
                S: * 3 EXPUNGE
                S: * 1 EXPUNGE
                S: c OK MOVE completed
                C: d UID MOVE 2 nothing
                S: d NO [TRYCREATE] <any>
                C: e UID MOVE 1:3 Archive
                S: * OK [COPYUID <n> 2 3] <any>
                S: * 1 EXPUNGE
                S: e OK MOVE completed
                C: f UID MOVE 1:3 Archive
                S: f OK <any>
                C: g STATUS Archive (MESSAGES)
                S: * STATUS Archive (MESSAGES 3)
                S: g OK <any>
                C: h MOVE 1 Archive
                S: h BAD <any>
                """);
    }

    @Test // RFC 3501, 6.4.4
    void search() {
        user.having(
                        "From: ann@example.com\nSubject: Hello\nDate: Mon, 7 Feb 1994 21:52:25 -0800\n\nfirst text\n",
                        "From: ben@example.com\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nX-Tag: yes\n\nsecond text\n",
                        "To: ann@example.com\nCc: cid@example.com\n\nthird\n")
                .playSelected("""
                C: c STORE 2 +FLAGS.SILENT (\\Seen work)
                S: <lines>
                S: c OK <any>
                C: d SEARCH ALL
                S: * SEARCH 1 2 3
                S: d OK SEARCH completed
                C: e SEARCH SEEN
                S: * SEARCH 2
                S: e OK <any>
                C: f SEARCH UNSEEN FROM ann
                S: * SEARCH 1
                S: f OK <any>
                C: g SEARCH OR TO ann KEYWORD work
                S: * SEARCH 2 3
                S: g OK <any>
                C: h SEARCH NOT (OR 1 3)
                S: * SEARCH 2
                S: h OK <any>
                C: i SEARCH CHARSET UTF-8 SUBJECT {7+}
                C: grüße
                S: * SEARCH 2
                S: i OK <any>
                C: j SEARCH TEXT "second"
                S: * SEARCH 2
                S: j OK <any>
                C: k SEARCH BODY nowhere
                S: * SEARCH
                S: k OK <any>
                C: l SEARCH CHARSET KOI8-R TEXT a
                S: l NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: m UID SEARCH UID 2:* NOT DELETED
                S: * SEARCH 2 3
                S: m OK <any>
                C: n SEARCH HEADER X-Tag ""
                S: * SEARCH 2
                S: n OK <any>
                C: o SEARCH SENTON 7-Feb-1994
                S: * SEARCH 1
                S: o OK <any>
                C: p SEARCH SINCE 1-Jan-2000 LARGER 1 SMALLER 100000
                S: * SEARCH 1 2 3
                S: p OK <any>
                C: q SEARCH RECENT
                S: * SEARCH 1 2 3
                S: q OK <any>
                C: r SEARCH NEW
                S: * SEARCH 1 3
                S: r OK <any>
                C: s SEARCH OLD
                S: * SEARCH
                S: s OK <any>
                C: t SEARCH 7
                S: t BAD <any>
                C: u SEARCH NONSENSE
                S: u BAD <any>
                C: v SEARCH
                S: v BAD <any>
                """);
    }

    @Test
    void wrongState() {
        user.play("""
                S: * OK <any>
                C: a SELECT INBOX
                S: a BAD Log in first
                C: b FETCH 1 FLAGS
                S: b BAD Log in first
                C: c IDLE
                S: c BAD Log in first
                C: d LOGIN {user} opensesame
                S: d OK <any>
                C: e FETCH 1 FLAGS
                S: e BAD Select a mailbox first
                C: f UID EXPUNGE 1
                S: f BAD Select a mailbox first
                C: g STARTTLS
                S: g BAD Logged in already
                C: h AUTHENTICATE PLAIN
                S: h BAD Logged in already
                """);
    }
}
