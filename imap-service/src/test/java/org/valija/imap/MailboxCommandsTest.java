package org.valija.imap;

import org.junit.jupiter.api.Test;

/** The commands on mailboxes, of the authenticated state. */
class MailboxCommandsTest {

    private final ImapUser user = ImapUser.fresh();

    @Test // RFC 9051, 6.3.4
    void createMakesMissingParents() {
        user.playLoggedIn("""
                C: b CREATE work/2026/bills
                S: b OK [MAILBOXID (<word>)] CREATE completed
                C: c CREATE work/2026
                S: c NO [ALREADYEXISTS] <any>
                C: d CREATE inbox
                S: d NO [ALREADYEXISTS] <any>
                C: e CREATE announced/
                S: e OK [MAILBOXID (<word>)] CREATE completed
                C: f LIST "" announced*
                S: * LIST (\\HasNoChildren) "/" announced
                S: f OK LIST completed
                C: g CREATE a//b
                S: g NO [CANNOT] <any>
                C: h CREATE ""
                S: h NO [CANNOT] <any>
                C: i CREATE
                S: i BAD <any>
                C: j CREATE a&b
                S: j BAD <any>
                """);
    }

    @Test // RFC 3501, 6.3.8
    void list() {
        user.playLoggedIn("""
                C: a CREATE work/2026
                S: a OK <any>
                C: b LIST "" ""
                S: * LIST (\\Noselect) "/" ""
                S: b OK LIST completed
                C: c LIST "" %
                S: * LIST (\\HasNoChildren) "/" INBOX
                S~ * LIST (\\HasNoChildren \\Archive) "/" Archive
                S~ * LIST (\\HasNoChildren \\Drafts) "/" Drafts
                S~ * LIST (\\HasNoChildren \\Junk) "/" Junk
                S~ * LIST (\\HasNoChildren \\Sent) "/" Sent
                S~ * LIST (\\HasNoChildren \\Trash) "/" Trash
                S~ * LIST (\\HasChildren) "/" work
                S: c OK LIST completed
                C: d LIST "" work/%
                S: * LIST (\\HasNoChildren) "/" work/2026
                S: d OK <any>
                C: e LIST work/ *
                S: * LIST (\\HasNoChildren) "/" work/2026
                S: e OK <any>
                C: f LIST "" inbox
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: f OK <any>
                C: g LIST "" nothing
                S: g OK <any>
                C: h LIST ""
                S: h BAD <any>
                """);
    }

    @Test // RFC 3501, 6.3.4: names below a deleted mailbox stay
    void deletedParentIsNotSelectable() {
        user.playLoggedIn("""
                C: a CREATE work/2026
                S: a OK <any>
                C: b DELETE work
                S: b OK DELETE completed
                C: c LIST "" work*
                S: * LIST (\\Noselect \\HasChildren) "/" work
                S: * LIST (\\HasNoChildren) "/" work/2026
                S: c OK <any>
                C: d SELECT work
                S: d NO [NONEXISTENT] <any>
                C: e DELETE work
                S: e NO [NONEXISTENT] <any>
                C: f DELETE INBOX
                S: f NO [CANNOT] <any>
                C: g DELETE work/2026
                S: g OK <any>
                C: h LIST "" work*
                S: h OK <any>
                """);
    }

    @Test // RFC 3501, 5.1.3
    void namesInModifiedUtf7() {
        user.playLoggedIn("""
                C: a CREATE "Entw&APw-rfe &- mehr"
                S: a OK <any>
                C: b LIST "" Entw*
                S: * LIST (\\HasNoChildren) "/" "Entw&APw-rfe &- mehr"
                S: b OK <any>
                C: c STATUS "Entw&APw-rfe &- mehr" (MESSAGES)
                S: * STATUS "Entw&APw-rfe &- mehr" (MESSAGES 0)
                S: c OK <any>
                """);
    }

    @Test // RFC 9051, 6.3.6
    void rename() {
        user.playLoggedIn("""
                C: a CREATE work/2026
                S: a OK <any>
                C: b RENAME work play
                S: b OK RENAME completed
                C: c LIST "" play*
                S: * LIST (\\HasChildren) "/" play
                S: * LIST (\\HasNoChildren) "/" play/2026
                S: c OK <any>
                C: d RENAME nothing something
                S: d NO [NONEXISTENT] <any>
                C: e RENAME play Sent
                S: e NO [ALREADYEXISTS] <any>
                C: f RENAME play
                S: f BAD <any>
                """);
    }

    @Test // RFC 3501, 6.3.6, 6.3.7 and 6.3.9
    void subscriptions() {
        user.playLoggedIn("""
                C: a CREATE work/2026
                S: a OK <any>
                C: b LSUB "" work*
                S: b OK LSUB completed
                C: c SUBSCRIBE work/2026
                S: c OK SUBSCRIBE completed
                C: d SUBSCRIBE nowhere
                S: d OK SUBSCRIBE completed
                C: e LSUB "" work*
                S: * LSUB () "/" work/2026
                S: e OK <any>
                C: f LSUB "" %o%
                S~ * LSUB () "/" nowhere
                S~ * LSUB () "/" INBOX
                S~ * LSUB (\\Noselect) "/" work
                S: f OK <any>
                C: g LIST "" nowhere
                S: g OK <any>
                C: h UNSUBSCRIBE work/2026
                S: h OK UNSUBSCRIBE completed
                C: i UNSUBSCRIBE work/2026
                S: i OK UNSUBSCRIBE completed
                C: j LSUB "" work*
                S: j OK <any>
                C: k LSUB "" ""
                S: * LSUB (\\Noselect) "/" ""
                S: k OK <any>
                """);
    }

    @Test // RFC 2342, 5
    void namespace() {
        user.playLoggedIn("""
                C: a NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: a OK NAMESPACE completed
                """);
    }

    @Test // RFC 3501, 6.3.10
    void status() {
        user.having("Subject: one\n\nbody\n").playLoggedIn("""
                C: a STATUS inbox (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS INBOX (MESSAGES 1 RECENT 1 UIDNEXT 2 UIDVALIDITY <n> UNSEEN 1)
                S: a OK STATUS completed
                C: b STATUS nothing (MESSAGES)
                S: b NO [NONEXISTENT] <any>
                C: c STATUS INBOX ()
                S: c BAD <any>
                C: d STATUS INBOX (NONSENSE)
                S: d BAD <any>
                C: e STATUS INBOX MESSAGES
                S: e BAD <any>
                """);
    }

    @Test // RFC 3501, 6.3.1
    void select() {
        user.having("Subject: one\n\nbody\n", "Subject: two\n\nbody\n").playLoggedIn("""
                C: a SELECT INBOX
                S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)
                S: * OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] <any>
                S: * 2 EXISTS
                S: * 2 RECENT
                S: * OK [UNSEEN 1] <any>
                S: * OK [UIDVALIDITY <n:validity>] <any>
                S: * OK [UIDNEXT 3] <any>
                S: * OK [HIGHESTMODSEQ <n>] <any>
                S: * OK [MAILBOXID (M<n>)] <any>
                S: a OK [READ-WRITE] SELECT completed
                C: b SELECT "INBOX"
                S: * OK [CLOSED] <any>
                S: <lines>
                S: * 0 RECENT
                S: <lines>
                S: * OK [UIDVALIDITY {validity}] <any>
                S: <lines>
                S: b OK [READ-WRITE] SELECT completed
                C: c SELECT nothing
                S: * OK [CLOSED] <any>
                S: c NO [NONEXISTENT] <any>
                C: d FETCH 1 FLAGS
                S: d BAD Select a mailbox first
                """);
    }

    @Test // RFC 3501, 6.3.2
    void examineChangesNothing() {
        user.having("Subject: one\n\nbody\n").playLoggedIn("""
                C: a EXAMINE INBOX
                S: * FLAGS <any>
                S: * OK [PERMANENTFLAGS ()] <any>
                S: * 1 EXISTS
                S: * 1 RECENT
                S: <lines>
                S: a OK [READ-ONLY] EXAMINE completed
                C: b STORE 1 +FLAGS (\\Deleted)
                S: b NO [READ-ONLY] <any>
                C: c EXPUNGE
                S: c NO [READ-ONLY] <any>
                C: d MOVE 1 Trash
                S: d NO [READ-ONLY] <any>
                C: e FETCH 1 BODY[TEXT]
                S: * 1 FETCH (BODY[TEXT] {6}
                S: body
                S: )
                S: e OK <any>
                C: f FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS (\\Recent))
                S: f OK <any>
                C: g CLOSE
                S: g OK <any>
                C: h STATUS INBOX (RECENT UNSEEN)
                S: * STATUS INBOX (RECENT 1 UNSEEN 1)
                S: h OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.1 and 6.4.2
    void closeExpungesAndUnselectDoesNot() {
        user.having("Subject: one\n\nbody\n", "Subject: two\n\nbody\n").playSelected("""
                C: c STORE 1 +FLAGS.SILENT (\\Deleted)
                S: c OK <any>
                C: d UNSELECT
                S: d OK UNSELECT completed
                C: e STATUS INBOX (MESSAGES)
                S: * STATUS INBOX (MESSAGES 2)
                S: e OK <any>
                C: f SELECT INBOX
                S: <lines>
                S: f OK <any>
                C: g CHECK
                S: g OK CHECK completed
                C: h CLOSE
                S: h OK CLOSE completed
                C: i STATUS INBOX (MESSAGES)
                S: * STATUS INBOX (MESSAGES 1)
                S: i OK <any>
                C: j CLOSE
                S: j BAD <any>
                """);
    }
}
