package org.valija.imap;

import org.junit.jupiter.api.Test;

/** Every command and extension as a client of IMAP4rev2 sees it. */
class Imap4rev2CommandsTest {

    private final ImapUser user = ImapUser.fresh()
            .having(
                    "Subject: one\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n",
                    "Subject: two\n\nsecond text\n",
                    "Subject: Re: one\n\nthird text\n");

    private void play(String transcript) {
        user.playLoggedIn("""
                C: b ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: b OK <any>
                """ + transcript);
    }

    @Test // RFC 9051, 6.1 and 6.3
    void mailboxes() {
        play("""
                C: c CAPABILITY
                S: * CAPABILITY IMAP4rev1 IMAP4rev2 <any>
                S: c OK <any>
                C: c ID NIL
                S: * ID <any>
                S: c OK <any>
                C: c NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: c OK <any>
                C: c CREATE "Grüße/neu"
                S: c OK [MAILBOXID <any>] <any>
                C: c SUBSCRIBE "Grüße/neu"
                S: c OK <any>
                C: c LIST (SUBSCRIBED) "" "Gr*"
                S: * LIST (\\Subscribed \\HasNoChildren) "/" "Grüße/neu"
                S: c OK <any>
                C: c LIST "" "Gr%" RETURN (STATUS (MESSAGES UIDNEXT SIZE DELETED))
                S: * LIST (\\HasChildren) "/" "Grüße"
                S: * STATUS "Grüße" (MESSAGES 0 UIDNEXT 1 SIZE 0 DELETED 0)
                S: c OK <any>
                C: c LSUB "" "Gr*"
                S: * LSUB <any>
                S: c OK <any>
                C: c UNSUBSCRIBE "Grüße/neu"
                S: c OK <any>
                C: c RENAME "Grüße" a
                S: * LIST () "/" a ("OLDNAME" ("Grüße"))
                S: c OK <any>
                C: c DELETE a/neu
                S: c OK <any>
                C: c STATUS a/neu (MESSAGES)
                S: c NO [NONEXISTENT] <any>
                C: c CREATE a
                S: c NO [ALREADYEXISTS] <any>
                C: c GETQUOTAROOT INBOX
                S: * QUOTAROOT INBOX account
                S: * QUOTA account (<any>)
                S: c OK <any>
                C: c GETQUOTA account
                S: * QUOTA account (<any>)
                S: c OK <any>
                C: c SETQUOTA account ()
                S: c NO [NOPERM] <any>
                C: c APPEND none {4+}
                C: a: b
                S: c NO [TRYCREATE] <any>
                C: c APPEND a (\\Draft) {4+}
                C: a: b
                S: c OK [APPENDUID <n> 1] <any>
                C: c IDLE
                S: + <any>
                C: DONE
                S: c OK <any>
                C: c NOOP
                S: c OK <any>
                C: c LOGOUT
                S: * BYE <any>
                S: c OK <any>
                S: <close>
                """);
    }

    @Test // RFC 9051, 6.4: no RECENT, no UNSEEN, and LIST tells the name
    void opening() {
        play("""
                C: c SELECT INBOX
                S: * FLAGS <any>
                S: * OK [PERMANENTFLAGS <any>] <any>
                S: * 3 EXISTS
                S: * LIST () "/" INBOX
                S: * OK [UIDVALIDITY <n>] <any>
                S: * OK [UIDNEXT 4] <any>
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * OK [MAILBOXID <any>] <any>
                S: c OK [READ-WRITE] <any>
                C: c CHECK
                S: c OK <any>
                C: c EXAMINE INBOX
                S: * OK [CLOSED] <any>
                S: <lines>
                S: c OK [READ-ONLY] <any>
                C: c STORE 1 FLAGS ()
                S: c NO [READ-ONLY] <any>
                C: c CLOSE
                S: c OK <any>
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                C: c UNSELECT
                S: c OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.4: ESEARCH is the one answer
    void finding() {
        play("""
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                C: c SEARCH SUBJECT one
                S: * ESEARCH (TAG "c") ALL 1,3
                S: c OK <any>
                C: c UID SEARCH RETURN (SAVE COUNT) SUBJECT one
                S: * ESEARCH (TAG "c") UID COUNT 2
                S: c OK <any>
                C: c UID SEARCH RETURN (PARTIAL 2:9) $
                S: * ESEARCH (TAG "c") UID PARTIAL (2:9 3)
                S: c OK <any>
                C: c UID FETCH 1:* FLAGS (PARTIAL -1:-1)
                S: * 3 FETCH (UID 3 FLAGS ())
                S: c OK <any>
                C: c SORT (ARRIVAL) UTF-8 ALL
                S: * SORT 1 2 3
                S: c OK <any>
                C: c UID SORT RETURN (MIN) (ARRIVAL) UTF-8 ALL
                S: * ESEARCH (TAG "c") UID MIN 1
                S: c OK <any>
                C: c THREAD ORDEREDSUBJECT UTF-8 ALL
                S: * THREAD <any>
                S: c OK <any>
                C: c UID THREAD REFERENCES UTF-8 ALL
                S: * THREAD <any>
                S: c OK <any>
                C: c SEARCH YOUNGER 9999 SAVEDATESUPPORTED
                S: * ESEARCH (TAG "c") ALL 1:3
                S: c OK <any>
                C: c SEARCH CHARSET KOI8-R ALL
                S: c NO [BADCHARSET <any>] <any>
                """);
    }

    @Test // RFC 3516, RFC 8970, RFC 8474, RFC 8514
    void reading() {
        play("""
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                C: c FETCH 1 (BINARY.SIZE[1] BINARY.PEEK[1])
                S: * 1 FETCH (BINARY.SIZE[1] 5 BINARY[1] {5}
                S: hello)
                S: c OK <any>
                C: c UID FETCH 2 (PREVIEW)
                S: * 2 FETCH (UID 2 PREVIEW "second text")
                S: c OK <any>
                C: c FETCH 2 (PREVIEW (LAZY))
                S: * 2 FETCH (PREVIEW <any>)
                S: c OK <any>
                C: c FETCH 2 (EMAILID THREADID SAVEDATE MODSEQ)
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * 2 FETCH (EMAILID (<any>) THREADID (<any>) SAVEDATE "<any>" MODSEQ (<n>))
                S: c OK <any>
                C: c FETCH 2 BODY[TEXT]
                S: * 2 FETCH (BODY[TEXT] {13}
                S: second text
                S: <any>FLAGS (\\Seen)<any>)
                S: c OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.6 to 6.4.9; RFC 6851; RFC 8508
    void changing() {
        play("""
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                C: c STORE 1 +FLAGS (\\Flagged)
                S: * 1 FETCH (FLAGS (\\Flagged))
                S: c OK <any>
                C: c UID STORE 2 (UNCHANGEDSINCE 1) +FLAGS (\\Flagged)
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * 2 FETCH (UID 2 MODSEQ <any>
                S: c OK [MODIFIED 2] <any>
                C: c COPY 1 Archive
                S: c OK [COPYUID <n> 1 1] <any>
                C: c UID COPY 2 Archive
                S: c OK [COPYUID <n> 2 2] <any>
                C: c MOVE 1 Trash
                S: * OK [COPYUID <n> 1 1] <any>
                S: * 1 EXPUNGE
                S: c OK <any>
                C: c UID MOVE 2 Trash
                S: * OK [COPYUID <n> 2 2] <any>
                S: * 1 EXPUNGE
                S: c OK <any>
                C: c REPLACE 1 INBOX {4+}
                C: a: b
                S: * OK [APPENDUID <n> 4] <any>
                S: * 1 EXPUNGE
                S: * 1 EXISTS
                S: c OK <any>
                C: c UID REPLACE 4 INBOX (\\Deleted) {4+}
                C: a: b
                S: * OK [APPENDUID <n> 5] <any>
                S: * 1 EXPUNGE
                S: * 1 EXISTS
                S: c OK <any>
                C: c UID EXPUNGE 1:4
                S: c OK <any>
                C: c EXPUNGE
                S: * 1 EXPUNGE
                S: c OK <any>
                C: c COMPRESS DEFLATE
                S: c OK <any>
                """);
    }
}
