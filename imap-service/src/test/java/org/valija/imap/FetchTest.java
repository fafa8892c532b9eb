package org.valija.imap;

import org.junit.jupiter.api.Test;

/** FETCH: RFC 3501, 6.4.5 and 7.4.2. */
class FetchTest {

    private static final String MULTIPART = """
            Date: Mon, 7 Feb 1994 21:52:25 -0800
            From: Fred Foobar <foobar@example.com>
            To: "Joe \\"the\\" Q. Public" <joe@example.net>, Group: a@example.com, b@example.com;
            Subject: afternoon meeting
            Message-Id: <B27397-0100000@example.com>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            preamble
            --x
            Content-Type: text/plain; charset=utf-8
            Content-Language: en, de

            Hello Joe
            --x
            Content-Type: message/rfc822
            Content-Disposition: attachment; filename=inner.eml

            From: inner@example.com
            Subject: inner

            inner body
            --x--
            """;

    private final ImapUser user = ImapUser.fresh();

    @Test
    void macros() {
        user.having(MULTIPART).playSelected("""
                C: c FETCH 1 FAST
                S: * 1 FETCH (FLAGS (\\Recent) INTERNALDATE "<any>" RFC822.SIZE <n>)
                S: c OK FETCH completed
                C: d FETCH 1 ALL
                S: * 1 FETCH (FLAGS (\\Recent) INTERNALDATE "<any>" RFC822.SIZE <n> ENVELOPE (<any>))
                S: d OK <any>
                C: e FETCH 1 FULL
                S: * 1 FETCH (FLAGS (\\Recent) INTERNALDATE "<any>" RFC822.SIZE <n> ENVELOPE (<any>) BODY (<any>))
                S: e OK <any>
                """);
    }

    @Test
    void envelope() {
        user.having(MULTIPART, "To: x@example.com\n\nnothing else\n").playSelected("""
                C: c FETCH 1 ENVELOPE
                S: * 1 FETCH (ENVELOPE ("Mon, 7 Feb 1994 21:52:25 -0800" "afternoon meeting" (("Fred Foobar" NIL "foobar" "example.com")) (("Fred Foobar" NIL "foobar" "example.com")) (("Fred Foobar" NIL "foobar" "example.com")) (("Joe \\"the\\" Q. Public" NIL "joe" "example.net")(NIL NIL "Group" NIL)(NIL NIL "a" "example.com")(NIL NIL "b" "example.com")(NIL NIL NIL NIL)) NIL NIL NIL "<B27397-0100000@example.com>"))
                S: c OK <any>
                C: d FETCH 2 ENVELOPE
                S: * 2 FETCH (ENVELOPE (NIL NIL NIL NIL NIL ((NIL NIL "x" "example.com")) NIL NIL NIL NIL))
                S: d OK <any>
                """);
    }

    @Test
    void bodystructure() {
        user.having(MULTIPART).playSelected("""
                C: c FETCH 1 BODY
                S: * 1 FETCH (BODY (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 9 <n>)("message" "rfc822" NIL NIL NIL "7bit" <n> (NIL "inner" ((NIL NIL "inner" "example.com")) ((NIL NIL "inner" "example.com")) ((NIL NIL "inner" "example.com")) NIL NIL NIL NIL NIL) ("text" "plain" <any> NIL NIL "7bit" 10 <n>) <n>) "mixed"))
                S: c OK <any>
                C: d FETCH 1 BODYSTRUCTURE
                S: * 1 FETCH (BODYSTRUCTURE (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 9 <n> NIL NIL ("en" "de") NIL)("message" "rfc822" NIL NIL NIL "7bit" <n> (<any>) ("text" "plain" <any> NIL NIL "7bit" 10 <n> NIL NIL NIL NIL) <n> NIL ("attachment" ("filename" "inner.eml")) NIL NIL) "mixed" ("boundary" "x") NIL NIL NIL))
                S: d OK <any>
                """);
    }

    @Test // RFC 9051, 6.4.5.1
    void sections() {
        user.having(MULTIPART).playSelected("""
                C: c FETCH 1 BODY.PEEK[1]
                S: * 1 FETCH (BODY[1] {9}
                S: Hello Joe)
                S: c OK <any>
                C: d FETCH 1 BODY.PEEK[1.MIME]
                S: * 1 FETCH (BODY[1.MIME] {<n>}
                S: Content-Type: text/plain; charset=utf-8
                S: Content-Language: en, de
                S:\s
                S: )
                S: d OK <any>
                C: e FETCH 1 BODY.PEEK[2.HEADER]
                S: * 1 FETCH (BODY[2.HEADER] {<n>}
                S: From: inner@example.com
                S: Subject: inner
                S:\s
                S: )
                S: e OK <any>
                C: f FETCH 1 (BODY.PEEK[2.TEXT] BODY.PEEK[2.1])
                S: * 1 FETCH (BODY[2.TEXT] {10}
                S: inner body BODY[2.1] {10}
                S: inner body)
                S: f OK <any>
                C: g FETCH 1 BODY.PEEK[HEADER.FIELDS (subject "Message-Id" X-None)]
                S: * 1 FETCH (BODY[HEADER.FIELDS (subject Message-Id X-None)] {<n>}
                S: Subject: afternoon meeting
                S: Message-Id: <B27397-0100000@example.com>
                S:\s
                S: )
                S: g OK <any>
                C: h FETCH 1 BODY.PEEK[2.HEADER.FIELDS.NOT (SUBJECT)]
                S: * 1 FETCH (BODY[2.HEADER.FIELDS.NOT (SUBJECT)] {<n>}
                S: From: inner@example.com
                S:\s
                S: )
                S: h OK <any>
                C: i FETCH 1 BODY.PEEK[3]
                S: * 1 FETCH (BODY[3] NIL)
                S: i OK <any>
                """);
    }

    @Test
    void partials() {
        user.having("Subject: one\n\n0123456789\n").playSelected("""
                C: c FETCH 1 BODY.PEEK[TEXT]<3.4>
                S: * 1 FETCH (BODY[TEXT]<3> {4}
                S: 3456)
                S: c OK <any>
                C: d FETCH 1 BODY.PEEK[TEXT]<10.400>
                S: * 1 FETCH (BODY[TEXT]<10> {2}
                S:\s
                S: )
                S: d OK <any>
                C: e FETCH 1 BODY.PEEK[]<4000.4>
                S: * 1 FETCH (BODY[]<4000> {0}
                S: )
                S: e OK <any>
                C: f FETCH 1 (BODY.PEEK[TEXT]<0.1> BODY.PEEK[TEXT]<1.1>)
                S: * 1 FETCH (BODY[TEXT]<0> {1}
                S: 0 BODY[TEXT]<1> {1}
                S: 1)
                S: f OK <any>
                C: g FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.7>
                S: * 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)]<0> {7}
                S: Subject)
                S: g OK <any>
                """);
    }

    @Test // RFC 3501, 6.4.5: BODY[] sets the flag, and says so; PEEK does not
    void readingSetsSeen() {
        user.having("Subject: one\n\nbody\n").playSelected("""
                C: c FETCH 1 (BODY.PEEK[TEXT] RFC822.HEADER)
                S: * 1 FETCH (BODY[TEXT] {6}
                S: body
                S:  RFC822.HEADER {16}
                S: Subject: one
                S:\s
                S: )
                S: c OK <any>
                C: d FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS (\\Recent))
                S: d OK <any>
                C: e FETCH 1 BODY[TEXT]
                S: * 1 FETCH (BODY[TEXT] {6}
                S: body
                S:  FLAGS (\\Seen \\Recent))
                S: e OK <any>
                C: f FETCH 1 (FLAGS RFC822.TEXT)
                S: * 1 FETCH (FLAGS (\\Seen \\Recent) RFC822.TEXT {6}
                S: body
                S: )
                S: f OK <any>
                C: g FETCH 1 RFC822
                S: * 1 FETCH (RFC822 {22}
                S: Subject: one
                S:\s
                S: body
                S: )
                S: g OK <any>
                """);
    }

    @Test // RFC 3501, 6.4.8
    void uidFetch() {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n").playSelected("""
                C: c STORE 1 +FLAGS.SILENT (\\Deleted)
                S: c OK <any>
                C: d EXPUNGE
                S: * 1 EXPUNGE
                S: d OK <any>
                C: e UID FETCH 3,2 (FLAGS)
                S: * 1 FETCH (UID 2 FLAGS (\\Recent))
                S: * 2 FETCH (UID 3 FLAGS (\\Recent))
                S: e OK <any>
                C: f UID FETCH 1:* (UID)
                S: * 1 FETCH (UID 2)
                S: * 2 FETCH (UID 3)
                S: f OK <any>
                C: g UID FETCH 1,77:99 FLAGS
                S: g OK <any>
                C: h UID FETCH 100:* FLAGS
                S: * 2 FETCH (UID 3 FLAGS (\\Recent))
                S: h OK <any>
                C: i UID FETCH 1:4294967295 FLAGS
                S: * 1 FETCH <any>
                S: * 2 FETCH <any>
                S: i OK <any>
                """);
    }

    @Test // RFC 3501, 9: seq-number
    void sequenceNumbersThatStandForNothing() {
        user.playSelected("""
                C: c FETCH 1 FLAGS
                S: c BAD <any>
                C: d FETCH * FLAGS
                S: d BAD <any>
                C: e FETCH 1:* FLAGS
                S: e BAD <any>
                C: f UID FETCH * FLAGS
                S: f OK <any>
                C: g UID FETCH 1:* FLAGS
                S: g OK <any>
                C: h FETCH 0 FLAGS
                S: h BAD <any>
                C: i FETCH 4294967296 FLAGS
                S: i BAD <any>
                """);
    }

    @Test
    void manyMessagesInOneAnswer() {
        user.having("a: 1\n\none\n", "a: 2\n\ntwo\n", "a: 3\n\nthree\n").playSelected("""
                C: c FETCH 1:3 (BODY.PEEK[HEADER.FIELDS (A)] BODY.PEEK[TEXT])
                S: * 1 FETCH (BODY[HEADER.FIELDS (A)] {8}
                S: a: 1
                S:\s
                S:  BODY[TEXT] {5}
                S: one
                S: )
                S: * 2 FETCH (BODY[HEADER.FIELDS (A)] {8}
                S: <lines>
                S: * 3 FETCH (BODY[HEADER.FIELDS (A)] {8}
                S: <lines>
                S: c OK <any>
                """);
    }
}
