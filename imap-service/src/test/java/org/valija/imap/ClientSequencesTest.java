package org.valija.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * What well-known clients that cannot be run here are known to say, in their order, from the greeting until new mail is
 * pushed; and that each answer is the one such a client goes on with.
 */
class ClientSequencesTest {

    private static final String LUNCH = """
            Date: Mon, 19 Jan 2026 12:00:00 +0100
            From: Ann Example <ann@example.org>
            To: Bob Example <bob@example.org>
            Subject: Lunch
            Message-ID: <lunch@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain; charset=us-ascii

            At noon?
            --x
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename=menu.bin

            AAEC/w==
            --x--
            """;

    private static final String REPLY = """
            Date: Mon, 19 Jan 2026 12:10:00 +0100
            From: Ann Example <ann@example.org>
            To: Bob Example <bob@example.org>
            Subject: Re: Lunch
            Message-ID: <reply@example.org>
            In-Reply-To: <lunch@example.org>

            Or at one.
            """;

    private final ImapUser user = ImapUser.fresh();

    private void play(String lines) {
        var plain = "\0" + user.address() + "\0opensesame";
        user.having(LUNCH, REPLY)
                .transcript()
                .with("plain", Base64.getEncoder().encodeToString(plain.getBytes(UTF_8)))
                .play(lines);
    }

    /** It lists everything, takes all UIDs with their flags, and messages whole; special folders it asks by name. */
    @Test
    void outlook() {
        play("""
                S: * OK <any>
                C: a1 CAPABILITY
                S: * CAPABILITY IMAP4rev1 <any>
                S: a1 OK <any>
                C: a2 LOGIN "{user}" "opensesame"
                S: a2 OK <any>
                C: a3 ID ("name" "Microsoft Outlook" "version" "16.0")
                S: * ID (<any>)
                S: a3 OK <any>
                C: a4 XLIST "" "*"
                S: a4 BAD <any>
                C: a5 LIST "" ""
                S: * LIST (\\Noselect) "/" ""
                S: a5 OK <any>
                C: a6 LIST "" "*"
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: <lines>
                S: * LIST (\\HasNoChildren \\Trash) "/" Trash
                S: a6 OK <any>
                C: a7 LSUB "" "*"
                S: <lines>
                S: * LSUB () "/" Trash
                S: a7 OK <any>
                C: a8 SELECT "INBOX"
                S: <lines>
                S: a8 OK [READ-WRITE] <any>
                C: a9 UID FETCH 1:* (UID FLAGS)
                S: * 1 FETCH (UID 1 FLAGS (\\Recent))
                S: * 2 FETCH (UID 2 FLAGS (\\Recent))
                S: a9 OK <any>
                C: b1 UID FETCH 1:2 (UID RFC822.SIZE FLAGS BODY.PEEK[])
                S: * 1 FETCH (UID 1 RFC822.SIZE <n> FLAGS (\\Recent) BODY[] {<n>}
                S: <lines>
                S: * 2 FETCH (UID 2 RFC822.SIZE <n> FLAGS (\\Recent) BODY[] {<n>}
                S: <lines>
                S: b1 OK <any>
                C: b2 UID STORE 1 +FLAGS (\\Seen)
                S: * 1 FETCH (UID 1 FLAGS (\\Seen \\Recent))
                S: b2 OK <any>
                C: b3 IDLE
                S: + <any>
                C2: a LOGIN "{user}" "opensesame"
                S2: * OK <any>
                S2: a OK <any>
                C2: b APPEND INBOX {4+}
                C2: a: b
                S2: b OK <any>
                S: * 3 EXISTS
                S: * <n> RECENT
                C: DONE
                S: b3 OK <any>
                C: b4 UID FETCH 3:* (UID FLAGS)
                S: * 3 FETCH (UID 3 FLAGS (<any>))
                S: b4 OK <any>
                C: b5 UID STORE 2 +FLAGS (\\Seen \\Deleted)
                S: * 2 FETCH (UID 2 FLAGS (\\Seen \\Deleted \\Recent))
                S: b5 OK <any>
                C: b6 UID EXPUNGE 2
                S: * 2 EXPUNGE
                S: b6 OK <any>
                C: b7 NOOP
                S: b7 OK <any>
                C: b8 LOGOUT
                S: * BYE <any>
                S: b8 OK <any>
                S: <close>
                """);
    }

    /** One connection waits in INBOX while another looks at the other mailboxes; bodies come part by part. */
    @Test
    void appleMail() {
        play("""
                S: * OK <any>
                C: 1.1 CAPABILITY
                S: * CAPABILITY IMAP4rev1 <any>
                S: 1.1 OK <any>
                C: 2.1 AUTHENTICATE PLAIN {plain}
                S: 2.1 OK <any>
                C: 3.1 CAPABILITY
                S: * CAPABILITY IMAP4rev1 <any>
                S: 3.1 OK <any>
                C: 4.1 ID ("name" "Mac OS X Mail" "version" "16.0 (3774.500.171.1.1)" "os" "Mac OS X" "os-version" "14.4.1 (23E224)" "vendor" "Apple Inc.")
                S: * ID (<any>)
                S: 4.1 OK <any>
                C: 5.1 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: 5.1 OK <any>
                C: 6.1 LIST "" "*"
                S: <lines>
                S: * LIST (\\HasNoChildren \\Sent) "/" Sent
                S: <lines>
                S: 6.1 OK <any>
                C: 7.1 SELECT INBOX
                S: <lines>
                S: * OK [UIDVALIDITY <n>] <any>
                S: * OK [UIDNEXT 3] <any>
                S: <lines>
                S: 7.1 OK [READ-WRITE] <any>
                C: 8.1 FETCH 1:2 (FLAGS UID)
                S: * 1 FETCH (FLAGS (\\Recent) UID 1)
                S: * 2 FETCH (FLAGS (\\Recent) UID 2)
                S: 8.1 OK <any>
                C: 9.1 UID FETCH 1:2 (INTERNALDATE UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (date subject from to cc message-id in-reply-to references content-type x-priority)])
                S: * 1 FETCH (INTERNALDATE "<any>" UID 1 RFC822.SIZE <n> FLAGS (\\Recent) BODY[HEADER.FIELDS (date subject from to cc message-id in-reply-to references content-type x-priority)] {<n>}
                S: Date: Mon, 19 Jan 2026 12:00:00 +0100
                S: <lines>
                S: Content-Type: multipart/mixed; boundary=x
                S: <any>
                S: )
                S: * 2 FETCH (INTERNALDATE "<any>" UID 2 RFC822.SIZE <n> FLAGS (\\Recent) BODY[HEADER.FIELDS <any> {<n>}
                S: <lines>
                S: In-Reply-To: <lunch@example.org>
                S: <any>
                S: )
                S: 9.1 OK <any>
                C: 10.1 UID FETCH 1 (BODYSTRUCTURE BODY.PEEK[HEADER])
                S: * 1 FETCH (UID 1 BODYSTRUCTURE (<any> "mixed" ("boundary" "x") NIL NIL NIL) BODY[HEADER] {<n>}
                S: <lines>
                S: )
                S: 10.1 OK <any>
                C: 11.1 UID FETCH 1 BODY.PEEK[1]<0.4096>
                S: * 1 FETCH (UID 1 BODY[1]<0> {8}
                S: At noon?)
                S: 11.1 OK <any>
                C: 12.1 UID STORE 1 +FLAGS.SILENT (\\Seen)
                S: 12.1 OK <any>
                C: 13.1 IDLE
                S: + <any>
                C2: 1.2 AUTHENTICATE PLAIN {plain}
                S2: * OK <any>
                S2: 1.2 OK <any>
                C2: 2.2 STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S2: * STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY <n> UNSEEN 1)
                S2: 2.2 OK <any>
                C2: 3.2 SELECT Drafts
                S2: <lines>
                S2: 3.2 OK <any>
                C2: 4.2 APPEND Drafts (\\Seen \\Draft $NotJunk) "19-Jan-2026 12:20:00 +0100" {4}
                S2: + <any>
                C2: a: b
                S2: * FLAGS (<any>$NotJunk)
                S2: * OK [PERMANENTFLAGS (<any>$NotJunk \\*)] <any>
                S2: * 1 EXISTS
                S2: * 1 RECENT
                S2: 4.2 OK [APPENDUID <n> 1] <any>
                C2: 5.2 SELECT INBOX
                S2: <lines>
                S2: 5.2 OK <any>
                C2: 6.2 UID COPY 2 Archive
                S2: 6.2 OK [COPYUID <n> 2 1] <any>
                C2: 7.2 UID STORE 2 +FLAGS.SILENT (\\Deleted)
                S2: 7.2 OK <any>
                S: * 2 FETCH (UID 2 FLAGS (\\Deleted \\Recent))
                C2: 8.2 UID EXPUNGE 2
                S2: * 2 EXPUNGE
                S2: 8.2 OK <any>
                S: * 2 EXPUNGE
                C: DONE
                S: 13.1 OK <any>
                """);
    }

    /** It asks for the special uses, searches for what is not deleted, and takes parts by the structure. */
    @Test
    void k9Mail() {
        play("""
                S: * OK [CAPABILITY <any> STARTTLS <any>] <any>
                C: 1 AUTHENTICATE PLAIN {plain}
                S: 1 OK [CAPABILITY <any> COMPRESS=DEFLATE <any>] <any>
                C: 2 ID ("name" "K-9 Mail" "version" "6.804")
                S: * ID (<any>)
                S: 2 OK <any>
                C: 3 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: 3 OK <any>
                C: 4 LIST "" "*" RETURN (SPECIAL-USE)
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * LIST (\\HasNoChildren \\Archive) "/" Archive
                S: * LIST (\\HasNoChildren \\Drafts) "/" Drafts
                S: * LIST (\\HasNoChildren \\Junk) "/" Junk
                S: * LIST (\\HasNoChildren \\Sent) "/" Sent
                S: * LIST (\\HasNoChildren \\Trash) "/" Trash
                S: 4 OK <any>
                C: 5 SELECT "INBOX"
                S: <lines>
                S: * 2 EXISTS
                S: <lines>
                S: 5 OK [READ-WRITE] <any>
                C: 6 UID SEARCH 1:2 NOT DELETED
                S: * SEARCH 1 2
                S: 6 OK <any>
                C: 7 UID FETCH 1,2 (UID FLAGS)
                S: * 1 FETCH (UID 1 FLAGS (\\Recent))
                S: * 2 FETCH (UID 2 FLAGS (\\Recent))
                S: 7 OK <any>
                C: 8 UID FETCH 1,2 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (date subject from content-type to cc reply-to message-id references in-reply-to list-unsubscribe sender X-K9mail-Identity)])
                S: * 1 FETCH (UID 1 INTERNALDATE "<any>" RFC822.SIZE <n> BODY[HEADER.FIELDS <any>] {<n>}
                S: <lines>
                S: * 2 FETCH (UID 2 INTERNALDATE "<any>" RFC822.SIZE <n> BODY[HEADER.FIELDS <any>] {<n>}
                S: <lines>
                S: 8 OK <any>
                C: 9 UID FETCH 1 (UID BODYSTRUCTURE)
                S: * 1 FETCH (UID 1 BODYSTRUCTURE (("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 8 <n> <any>)("application" "octet-stream" NIL NIL NIL "base64" 8 NIL ("attachment" ("filename" "menu.bin")) NIL NIL) "mixed" ("boundary" "x") NIL NIL NIL))
                S: 9 OK <any>
                C: 10 UID FETCH 1 (UID BODY.PEEK[2])
                S: * 1 FETCH (UID 1 BODY[2] {8}
                S: AAEC/w==)
                S: 10 OK <any>
                C: 11 UID STORE 1 +FLAGS.SILENT (\\Seen)
                S: 11 OK <any>
                C: 12 UID MOVE 2 "Trash"
                S: * OK [COPYUID <n> 2 1] <any>
                S: * 2 EXPUNGE
                S: 12 OK <any>
                C: 13 UID SEARCH HEADER MESSAGE-ID "<lunch@example.org>"
                S: * SEARCH 1
                S: 13 OK <any>
                C: 14 IDLE
                S: + <any>
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b APPEND INBOX {4+}
                C2: a: b
                S2: b OK <any>
                S: * 2 EXISTS
                S: * <n> RECENT
                C: DONE
                S: 14 OK <any>
                C: 15 UID SEARCH 1:2 NOT DELETED
                S: * SEARCH 1 3
                S: 15 OK <any>
                """);
    }

    /** It asks for envelope, structure and header at once, and for the text as the structure says. */
    @Test
    void fairEmail() {
        play("""
                S: * OK [CAPABILITY <any>] <any>
                C: A0 CAPABILITY
                S: * CAPABILITY <any>
                S: A0 OK <any>
                C: A1 AUTHENTICATE PLAIN {plain}
                S: A1 OK <any>
                C: A2 CAPABILITY
                S: * CAPABILITY <any> IDLE <any>
                S: A2 OK <any>
                C: A3 ID ("name" "FairEmail" "version" "1.2178")
                S: * ID (<any>)
                S: A3 OK <any>
                C: A4 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: A4 OK <any>
                C: A5 LIST "" "*"
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * LIST (\\HasNoChildren \\Archive) "/" Archive
                S: <lines>
                S: A5 OK <any>
                C: A6 SELECT INBOX
                S: <lines>
                S: * OK [PERMANENTFLAGS (<any>\\*)] <any>
                S: <lines>
                S: A6 OK [READ-WRITE] <any>
                C: A7 SEARCH SINCE 1-Jan-2020 NOT DELETED ALL
                S: * SEARCH 1 2
                S: A7 OK <any>
                C: A8 FETCH 1:2 (UID FLAGS)
                S: * 1 FETCH (UID 1 FLAGS (\\Recent))
                S: * 2 FETCH (UID 2 FLAGS (\\Recent))
                S: A8 OK <any>
                C: A9 FETCH 1:2 (ENVELOPE INTERNALDATE RFC822.SIZE FLAGS BODYSTRUCTURE UID BODY.PEEK[HEADER])
                S: * 1 FETCH (ENVELOPE ("Mon, 19 Jan 2026 12:00:00 +0100" "Lunch" <any> NIL NIL NIL "<lunch@example.org>") INTERNALDATE "<any>" RFC822.SIZE <n> FLAGS (\\Recent) BODYSTRUCTURE (<any>) UID 1 BODY[HEADER] {<n>}
                S: <lines>
                S: * 2 FETCH (ENVELOPE (<any> "Re: Lunch" <any> NIL NIL "<lunch@example.org>" "<reply@example.org>") INTERNALDATE <any> UID 2 BODY[HEADER] {<n>}
                S: <lines>
                S: A9 OK <any>
                C: A10 FETCH 1 (BODY.PEEK[1]<0.16384>)
                S: * 1 FETCH (BODY[1]<0> {8}
                S: At noon?)
                S: A10 OK <any>
                C: A11 STORE 1 +FLAGS (\\Seen)
                S: * 1 FETCH (FLAGS (\\Seen \\Recent))
                S: A11 OK <any>
                C: A12 STORE 2 +FLAGS ($Forwarded \\Answered)
                S: * FLAGS (<any>$Forwarded)
                S: * OK [PERMANENTFLAGS (<any>$Forwarded \\*)] <any>
                S: * 2 FETCH (FLAGS (\\Answered \\Recent $Forwarded))
                S: A12 OK <any>
                C: A13 IDLE
                S: + <any>
                C: DONE
                S: A13 OK <any>
                """);
    }

    /** It comes back with QRESYNC, and learns in SELECT what changed while it was away. */
    @Test
    void evolution() {
        play("""
                S: * OK <any>
                C: A00000 CAPABILITY
                S: * CAPABILITY <any>
                S: A00000 OK <any>
                C: A00001 LOGIN {user} "opensesame"
                S: A00001 OK <any>
                C: A00002 ENABLE CONDSTORE QRESYNC
                S: * ENABLED CONDSTORE QRESYNC
                S: A00002 OK <any>
                C: A00003 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: A00003 OK <any>
                C: A00004 LIST "" "*" RETURN (CHILDREN SUBSCRIBED STATUS (MESSAGES UNSEEN UIDVALIDITY UIDNEXT HIGHESTMODSEQ))
                S: * LIST (\\Subscribed \\HasNoChildren) "/" INBOX
                S: * STATUS INBOX (MESSAGES 2 UNSEEN 2 UIDVALIDITY <n:validity> UIDNEXT 3 HIGHESTMODSEQ <n:modseq>)
                S: <lines>
                S: A00004 OK <any>
                C: A00005 SELECT INBOX (QRESYNC ({validity} {modseq} 1:2))
                S: <lines>
                S: A00005 OK [READ-WRITE] <any>
                C: A00006 UID FETCH 1:* (UID FLAGS)
                S: * 1 FETCH (UID 1 FLAGS (\\Recent))
                S: * 2 FETCH (UID 2 FLAGS (\\Recent))
                S: A00006 OK <any>
                C: A00007 UID FETCH 1 (BODY.PEEK[])
                S: * 1 FETCH (UID 1 BODY[] {<n>}
                S: <lines>
                S: A00007 OK <any>
                C: A00008 UNSELECT
                S: A00008 OK <any>
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                C2: c UID STORE 1 +FLAGS.SILENT (\\Flagged)
                S2: c OK <any>
                C2: d UID MOVE 2 Archive
                S2: <lines>
                S2: d OK <any>
                C: A00009 SELECT INBOX (QRESYNC ({validity} {modseq} 1:2))
                S: <lines>
                S: * VANISHED (EARLIER) 2
                S: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Flagged))
                S: A00009 OK [READ-WRITE] <any>
                C: A00010 IDLE
                S: + <any>
                C2: e UID STORE 1 +FLAGS.SILENT (\\Seen)
                S2: e OK <any>
                S: * 1 FETCH (UID 1 MODSEQ (<n>) FLAGS (\\Seen \\Flagged))
                C: DONE
                S: A00010 OK <any>
                """);
    }
}
