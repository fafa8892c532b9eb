package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What extensions add to FETCH. */
class FetchItemsTest {

    private static final String ENCODED = """
            Subject: encoded
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe =
            aus Wien
            --x
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64

            aAAB
            --x
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: x-zip

            whatever
            --x
            Content-Type: message/rfc822

            Content-Transfer-Encoding: base64

            SGVsbG8=
            --x--
            """;

    private final ImapUser user = ImapUser.fresh();

    @Test // RFC 3516, 4.2 and 4.3
    void binary() {
        user.having(ENCODED).playSelected("""
                C: c FETCH 1 BINARY.PEEK[1]
                S: * 1 FETCH (BINARY[1] {16}
                S: Grüße aus Wien)
                S: c OK <any>
                C: d FETCH 1 (BINARY.SIZE[1] BINARY.SIZE[2] BINARY.SIZE[9])
                S: * 1 FETCH (BINARY.SIZE[1] 16 BINARY.SIZE[2] 3 BINARY.SIZE[9] 0)
                S: d OK <any>
                C: e FETCH 1 BINARY.PEEK[1]<2.4>
                S: * 1 FETCH (BINARY[1]<2> {4}
                S: üß)
                S: e OK <any>
                C: f FETCH 1 BINARY.PEEK[2]
                S: * 1 FETCH (BINARY[2] ~{3}
                S: h\\x00\\x01)
                S: f OK <any>
                C: g FETCH 1 BINARY.PEEK[2]<0.1>
                S: * 1 FETCH (BINARY[2]<0> {1}
                S: h)
                S: g OK <any>
                C: h FETCH 1 BINARY.PEEK[4.1]
                S: * 1 FETCH (BINARY[4.1] {5}
                S: Hello)
                S: h OK <any>
                C: i FETCH 1 BINARY.PEEK[9]
                S: * 1 FETCH (BINARY[9] NIL)
                S: i OK <any>
                C: j FETCH 1 (FLAGS)
                S: * 1 FETCH (FLAGS (\\Recent))
                S: j OK <any>
                C: k FETCH 1 BINARY[4.1]
                S: * 1 FETCH (BINARY[4.1] {5}
                S: Hello FLAGS (\\Seen \\Recent))
                S: k OK <any>
                C: l FETCH 1 BINARY.PEEK[4]<0.26>
                S: * 1 FETCH (BINARY[4]<0> {26}
                S: Content-Transfer-Encoding:)
                S: l OK <any>
                """);
    }

    @Test // RFC 3516, 4.3
    void encodingsThatNobodyKnows() {
        user.having(ENCODED).playSelected("""
                C: c FETCH 1 BINARY.PEEK[3]
                S: c NO [UNKNOWN-CTE] <any>
                C: d UID FETCH 1 (BINARY.SIZE[3] BINARY.SIZE[2])
                S: * 1 FETCH (UID 1 BINARY.SIZE[2] 3)
                S: d NO [UNKNOWN-CTE] <any>
                C: e FETCH 1 BODY.PEEK[3]
                S: * 1 FETCH (BODY[3] {8}
                S: whatever)
                S: e OK <any>
                """);
    }

    @Test
    void brokenBinary() {
        user.having(ENCODED)
                .playSelected(List.of(
                                "BINARY",
                                "BINARY[TEXT]",
                                "BINARY[1.MIME]",
                                "BINARY[0]",
                                "BINARY[1",
                                "BINARY.SIZE",
                                "BINARY.SIZE[1]<0.5>",
                                "BINARY.PEEK[1]<0.0>",
                                "BINARY[1.]")
                        .stream()
                        .map(item -> "C: c FETCH 1 " + item + "\nS: c BAD <any>\n")
                        .reduce("", String::concat));
    }

    @Test // RFC 3516, 4.4
    void appendWithNul() {
        user.playSelected("""
                C: c APPEND INBOX ~{10}
                S: + <any>
                C| a: 1\\x0d\\x0a\\x0d\\x0a\\x00b\\x0d\\x0a
                S: * 1 EXISTS
                S: * 1 RECENT
                S: c OK [APPENDUID <n> 1] <any>
                C: d APPEND INBOX ~{8+}
                C| a: 2\\x0d\\x0a\\x0d\\x0a\\x0d\\x0a
                S: * 2 EXISTS
                S: * 2 RECENT
                S: d OK [APPENDUID <n> 2] <any>
                C: e FETCH 1 BINARY.PEEK[1]
                S: * 1 FETCH (BINARY[1] ~{2}
                S: \\x00b)
                S: e OK <any>
                C: f APPEND INBOX ~a
                S: f BAD <any>
                """);
    }

    @Test // RFC 8970, 3 and 4
    void preview() {
        user.having("""
                        Subject: one

                        Hello   there,
                        how are you?
                        """, "Subject: two\nContent-Type: image/png\n\nxyz\n").playSelected("""
                C: c FETCH 1:2 (PREVIEW)
                S: * 1 FETCH (PREVIEW "Hello there, how are you?")
                S: * 2 FETCH (PREVIEW "")
                S: c OK <any>
                C: d FETCH 1 (UID PREVIEW (LAZY) FLAGS)
                S: * 1 FETCH (UID 1 PREVIEW <any> FLAGS (\\Recent))
                S: d OK <any>
                C: e FETCH 1 PREVIEW (LAZY)
                S: * 1 FETCH (PREVIEW <any>)
                S: e OK <any>
                C: f FETCH 1 (PREVIEW (NONSENSE))
                S: f BAD <any>
                C: g FETCH 1 (PREVIEW ())
                S: g BAD <any>
                C: h FETCH 1 (PREVIEW (LAZY)
                S: h BAD <any>
                """);
    }

    @Test // RFC 8474, 5 and 6
    void objectIds() {
        var names = user.having(
                        "Message-ID: <a@x>\n\none\n", "References: <a@x>\nSubject: b\n\ntwo\n", "Subject: c\n\nthree\n")
                .playSelected("""
                C: c FETCH 1:3 (EMAILID THREADID)
                S: * 1 FETCH (EMAILID (<word:e1>) THREADID (<word:t1>))
                S: * 2 FETCH (EMAILID (<word:e2>) THREADID (<word:t2>))
                S: * 3 FETCH (EMAILID (<word:e3>) THREADID (<word:t3>))
                S: c OK <any>
                C: d COPY 2 Archive
                S: d OK <any>
                C: e SEARCH EMAILID {e2}
                S: * SEARCH 2
                S: e OK <any>
                C: f SEARCH THREADID {t1}
                S: * SEARCH 1 2
                S: f OK <any>
                C: g SEARCH EMAILID nonsense
                S: * SEARCH
                S: g OK <any>
                C: h SEARCH EMAILID "a b"
                S: h BAD <any>
                C: i SEARCH THREADID
                S: i BAD <any>
                C: j SELECT Archive
                S: <lines>
                S: j OK <any>
                C: k FETCH 1 (EMAILID THREADID)
                S: * 1 FETCH (EMAILID ({e2}) THREADID ({t2}))
                S: k OK <any>
                """);
        assertThat(names.get("t2")).isEqualTo(names.get("t1")).isNotEqualTo(names.get("t3"));
    }

    @Test // RFC 8514, 4
    void saveDate() {
        user.playSelected("""
                C: c APPEND INBOX "17-Jul-1996 02:44:25 -0700" {8+}
                C| a: b\\x0d\\x0a\\x0d\\x0a\\x0d\\x0a
                S: <lines>
                S: c OK <any>
                C: d FETCH 1 (SAVEDATE INTERNALDATE)
                S: * 1 FETCH (SAVEDATE "<n>-<any>" INTERNALDATE "17-Jul-1996 09:44:25 +0000")
                S: d OK <any>
                C: e SEARCH SAVEDSINCE 1-Jan-2020 BEFORE 1-Jan-2000
                S: * SEARCH 1
                S: e OK <any>
                """);
    }

    @Test // RFC 9394, 3.3 and 3.4
    void partOfTheMessages() {
        user.having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n", "a: 4\n\n").playSelected("""
                C: c UID FETCH 2:* (UID) (PARTIAL 1:2)
                S: * 2 FETCH (UID 2)
                S: * 3 FETCH (UID 3)
                S: c OK <any>
                C: d UID FETCH 1:* FLAGS (PARTIAL -1:-2)
                S: * 3 FETCH (UID 3 FLAGS (\\Recent))
                S: * 4 FETCH (UID 4 FLAGS (\\Recent))
                S: d OK <any>
                C: e UID FETCH 1:* FLAGS (PARTIAL 5:9)
                S: e OK <any>
                C: f UID FETCH 1:* (FLAGS) (PARTIAL -1:-2 CHANGEDSINCE 1)
                S: <lines>
                S: * 4 FETCH (UID 4 MODSEQ (<n>) FLAGS (\\Recent))
                S: f OK <any>
                C: g FETCH 1:* FLAGS (PARTIAL 1:2)
                S: g BAD <any>
                C: h UID FETCH 1:* FLAGS (PARTIAL 1)
                S: h BAD <any>
                C: i UID FETCH 1:* FLAGS (PARTIAL 1:-2)
                S: i BAD <any>
                C: j UID FETCH 1:* FLAGS (PARTIAL 0:2)
                S: j BAD <any>
                """);
    }
}
