package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.testkit.Transcript;

/** BDAT: chunks, octets of any kind, and what may stand between them. RFC 3030. */
class BdatTest {

    private static final String TO_BDAT = """
            S: 220 <any>
            C: EHLO client.example.org
            S: <lines>
            S: 250 STARTTLS
            C: MAIL FROM:<bob@elsewhere.example>
            S: 250 <any>
            C: RCPT TO:<{to}>
            S: 250 <any>
            """;

    private static Transcript mx(String to) {
        return Gateway.shared().mx().with("to", to);
    }

    @Test // RFC 3030, 4.1
    void takesAMessageInChunks() {
        var ann = Inbox.create("chunks@bdat.example");
        mx(ann.address()).play(TO_BDAT + """
                C: BDAT 17
                C| Subject: a\\x0d\\x0a\\x0d\\x0a.\\x0d\\x0a
                S: 250 2.0.0 17 octets received
                C: BDAT 0
                S: 250 2.0.0 0 octets received
                C: BDAT 8
                C| QUIT\\x0d\\x0a.\\x0d
                S: 250 2.0.0 8 octets received
                C: BDAT 1
                C| \\x0a
                S: 250 2.0.0 1 octets received
                C: BDAT 0 LAST
                S: 250 2.0.0 Stored as <any>
                C: QUIT
                S: 221 <any>
                """);
        assertThat(ann.message()).endsWith("+0000\r\nSubject: a\r\n\r\n.\r\nQUIT\r\n.\r\n");
    }

    @Test // RFC 3030, 4.2
    void takesAWholePipelineAtOnce() {
        var ann = Inbox.create("pipeline@bdat.example");
        mx(ann.address()).play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C| MAIL FROM:<bob@elsewhere.example> BODY=BINARYMIME\\x0d\\x0aRCPT TO:<{to}>\\x0d\\x0a
                C| BDAT 5\\x0d\\x0aa: b\\x0dBDAT 5 LAST\\x0d\\x0a\\x0a\\x0a\\xff\\x00cNOOP\\x0d\\x0a
                S: 250 2.1.0 Sender OK
                S: 250 2.1.5 Recipient OK
                S: 250 2.0.0 5 octets received
                S: 250 2.0.0 Stored as <any>
                S: 250 2.0.0 OK
                """);
        assertThat(ann.message()).as("binary octets are kept").endsWith("a: b\r\n\n\u00ff\u0000c");
    }

    @Test // RFC 3030, 2
    void answersWhatIsAllowedBetweenChunksAndRefusesTheRest() {
        var ann = Inbox.create("between@bdat.example");
        mx(ann.address()).play(TO_BDAT + """
                C: BDAT 2
                C| a:
                S: 250 2.0.0 2 octets received
                C: NOOP
                S: 250 2.0.0 OK
                C: VRFY ann
                S: 252 <any>
                C: EXPN staff
                S: 502 <any>
                C: HELP
                S: 214-<any>
                S: 214 <any>
                C: DATA
                S: 503 5.5.1 Finish the message with BDAT, or RSET
                C: RCPT TO:<{to}>
                S: 503 5.5.1 Finish the message with BDAT, or RSET
                C: MAIL FROM:<>
                S: 503 5.5.1 Finish the message with BDAT, or RSET
                C: XYZZY
                S: 500 5.5.2 Not a command; HELP lists them
                C: BDAT 4 LAST
                C| b\\x0d\\x0a.
                S: 250 2.0.0 Stored as <any>
                """);
        assertThat(ann.message()).endsWith("a:b\r\n.");
    }

    @Test // RFC 3030, 2: nothing of an unfinished message is stored
    void anUnfinishedMessageIsGivenUp() {
        var ann = Inbox.create("given-up@bdat.example");
        mx(ann.address()).play(TO_BDAT + """
                C: BDAT 4
                C| a: b
                S: 250 <any>
                C: RSET
                S: 250 2.0.0 OK
                C: BDAT 4 LAST
                C| c: d
                S: 503 5.5.1 Begin with MAIL
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<{to}>
                S: 250 <any>
                C: BDAT 4
                C| a: b
                S: 250 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: DATA
                S: 503 5.5.1 Begin with MAIL
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<{to}>
                S: 250 <any>
                C: BDAT 4
                C| a: b
                S: 250 <any>
                C: QUIT
                S: 221 <any>
                S: <close>
                """);
        assertThat(ann.size()).isZero();
    }

    @Test // RFC 3030, 2: chunks that were on their way already are read past
    void refusesTheChunksBehindARefusedOne() {
        var ann = Inbox.create("refused@bdat.example");
        mx(ann.address()).play(TO_BDAT + """
                C| BDAT 4\\x0d\\x0aa\\x0ab\\x0aBDAT 10 LAST\\x0d\\x0aMAIL FROM:RSET\\x0d\\x0a
                S: 554 5.6.0 Bare CR or LF in message
                S: 503 5.5.1 The transaction failed; RSET
                S: 250 2.0.0 OK
                C: MAIL FROM:<>
                S: 250 <any>
                C| BDAT 4\\x0d\\x0aQUITBDAT 4 LAST\\x0d\\x0aQUIT
                S: 554 5.5.1 No valid recipients
                S: 503 5.5.1 The transaction failed; RSET
                C: DATA
                S: 503 5.5.1 The transaction failed; RSET
                C: MAIL FROM:<>
                S: 250 <any>
                C: BDAT 4x
                S: 501 5.5.4 Expected BDAT with a chunk size, and perhaps LAST; closing
                S: <close>
                """);
        assertThat(ann.size()).isZero();
    }

    @Test // RFC 3030, 3
    void binaryMimeNeedsBdat() {
        mx(Inbox.create("needs@bdat.example").address()).play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:<bob@elsewhere.example> BODY=BINARYMIME
                S: 250 <any>
                C: RCPT TO:<{to}>
                S: 250 <any>
                C: DATA
                S: 503 5.5.1 BINARYMIME needs BDAT
                C: BDAT 4 LAST
                C| a: b
                S: 250 <any>
                """);
    }

    @Test
    void holdsTheSizeOverAllChunksAndLeavesWhoSendsFarTooMuch() {
        var ann = Inbox.create("size@bdat.example");
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.message.size=64KB")) {
            gateway.mx()
                    .with("to", ann.address())
                    .with("chunk", ("x".repeat(998) + "\\x0d\\x0a").repeat(50))
                    .play(TO_BDAT + """
                            C: BDAT 50000
                            C| {chunk}
                            S: 250 2.0.0 50000 octets received
                            C: BDAT 50000 LAST
                            C| {chunk}
                            S: 552 5.3.4 Message too large
                            C: MAIL FROM:<>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: BDAT 900000000
                            C| {chunk}{chunk}{chunk}
                            S: 552 5.3.4 Message too large
                            S: <close>
                            """);
        }
        assertThat(ann.size()).isZero();
    }
}
