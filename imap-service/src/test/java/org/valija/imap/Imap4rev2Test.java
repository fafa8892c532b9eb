package org.valija.imap;

import org.junit.jupiter.api.Test;

/** What is other in IMAP4rev2: RFC 9051, E. */
class Imap4rev2Test {

    private final ImapUser user = ImapUser.fresh();

    private void play(String transcript) {
        user.playLoggedIn("""
                C: b ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: b OK <any>
                """ + transcript);
    }

    @Test // RFC 9051, 6.3.2
    void selectTellsTheNameAndNothingRecent() {
        user.having("a: 1\n\n");
        play("""
                C: c SELECT inbox
                S: * FLAGS <any>
                S: * OK [PERMANENTFLAGS <any>] <any>
                S: * 1 EXISTS
                S: * LIST () "/" INBOX ("OLDNAME" (inbox))
                S: * OK [UIDVALIDITY <n>] <any>
                S: * OK [UIDNEXT 2] <any>
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * OK [MAILBOXID <any>] <any>
                S: c OK [READ-WRITE] SELECT completed
                C: d FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS ())
                S: d OK <any>
                C: e APPEND INBOX {4+}
                C: a: b
                S: * 2 EXISTS
                S: e OK [APPENDUID <n> 2] <any>
                C: f SEARCH ALL
                S: * ESEARCH (TAG "f") ALL 1:2
                S: f OK <any>
                C: g STATUS INBOX (MESSAGES UNSEEN DELETED SIZE)
                S: * STATUS INBOX (MESSAGES 2 UNSEEN 2 DELETED 0 SIZE <n>)
                S: g OK <any>
                C: h CREATE "B\u00fccher"
                S: h OK <any>
                C: i EXAMINE "B\u00fccher"
                S: * OK [CLOSED] <any>
                S: <lines>
                S: * LIST () "/" "B\u00fccher"
                S: <lines>
                S: i OK [READ-ONLY] <any>
                """);
    }

    @Test
    void enabledWithAMailboxSelected() {
        user.having("a: 1\n\n").playSelected("""
                C: c FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS (\\Recent))
                S: c OK <any>
                C: d ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: d OK <any>
                C: e FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS ())
                S: e OK <any>
                """);
    }

    @Test // A client of IMAP4rev2 takes no recent messages away from one of IMAP4rev1
    void recentStaysForOthers() {
        user.having("a: 1\n\n");
        play("""
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                """);
        user.playLoggedIn("""
                C: b SELECT INBOX
                S: <lines>
                S: * 1 RECENT
                S: <lines>
                S: b OK <any>
                """);
    }

    @Test // RFC 6855, 3
    void noCharsetAfterUtf8Accept() {
        user.having("Subject: B\u00fccher\n\n").playSelected("""
                C: c SEARCH CHARSET UTF-8 SUBJECT a
                S: * SEARCH
                S: c OK <any>
                C: d ENABLE UTF8=ACCEPT
                S: * ENABLED UTF8=ACCEPT
                S: d OK <any>
                C: e SEARCH CHARSET UTF-8 SUBJECT a
                S: e BAD <any>
                C: f SEARCH SUBJECT "b\u00fcch"
                S: * SEARCH 1
                S: f OK <any>
                """);
    }

    @Test // RFC 7888, 5
    void literalMinus() {
        try (var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "imap.capabilities-off=LITERAL+")) {
            ImapUser.of(imap).play("""
                    S: * OK [CAPABILITY <any> LITERAL- <any>] <any>
                    C: a LOGIN {user} {10+}
                    C: opensesame
                    S: a OK <any>
                    C: b APPEND INBOX {4097+}
                    C: %s
                    S: b BAD [TOOBIG] <any>
                    C: c APPEND INBOX {4+}
                    C: a: b
                    S: c OK <any>
                    """.formatted("a".repeat(4097)));
        }
    }

    @Test // RFC 9051, 6.3.9.7
    void oldNamesAreTold() {
        ImapUser.fresh().playLoggedIn("""
                C: b ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: b OK <any>
                C: c CREATE "Entwu\u0308rfe"
                S: * LIST () "/" "Entw\u00fcrfe" ("OLDNAME" ("Entwu\u0308rfe"))
                S: c OK <any>
                C: d SELECT "Entwu\u0308rfe"
                S: <lines>
                S: * LIST () "/" "Entw\u00fcrfe" ("OLDNAME" ("Entwu\u0308rfe"))
                S: <lines>
                S: d OK <any>
                C: e EXAMINE inbox
                S: <lines>
                S: * LIST () "/" INBOX ("OLDNAME" (inbox))
                S: <lines>
                S: e OK <any>
                C: f RENAME "Entw\u00fcrfe" "my drafts"
                S: * LIST () "/" "my drafts" ("OLDNAME" ("Entw\u00fcrfe"))
                S: f OK <any>
                C: g CREATE plain/
                S: g OK <any>
                C: h RENAME INBOX old
                S: h OK <any>
                """);
    }

    @Test // RFC 9051, 6.3.9.7: it is extended data, which clients of IMAP4rev1 did not ask for
    void oldNamesAreNotToldToOlderClients() {
        ImapUser.fresh().playLoggedIn("""
                C: b CREATE a
                S: b OK <any>
                C: c RENAME a b
                S: c OK <any>
                """);
    }
}
