package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Only CRLF "." CRLF ends a message, and a message with a bare CR or LF is refused whole: whoever takes something else for
 * the end would see a second message, with a sender of the attacker's choice.
 */
class SmugglingTest {

    @ParameterizedTest // RFC 5321, 2.3.8 and 4.1.1.4; the sequences published as "SMTP smuggling" in 2023
    @ValueSource(
            strings = {
                "\\x0a.\\x0a",
                "\\x0a.\\x0d\\x0a",
                "\\x0d.\\x0d",
                "\\x0d.\\x0d\\x0a",
                "\\x0d.\\x0a",
                "\\x0d\\x0a.\\x0a",
                "\\x0d\\x0a.\\x0d",
                "\\x0d\\x0a\\x00.\\x0a",
                "\\x0d\\x0a.\\x00\\x0a",
                "\\x0d\\x0d\\x0a.\\x0d\\x0d\\x0a",
                "\\x0d\\x0a.\\x0d\\x0d\\x0a",
                "\\x0a\\x0a.\\x0d\\x0a",
                "\\x0d\\x0a.\\x0d\\x00\\x0a"
            })
    void noOtherSequenceEndsAMessage(String sequence) {
        var local = "smuggled" + Integer.toHexString(sequence.hashCode());
        var ann = Inbox.create(local + "@data.example");
        Gateway.shared().mx().with("to", ann.address()).play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:<bob@elsewhere.example>
                S: 250 <any>
                C: RCPT TO:<{to}>
                S: 250 <any>
                C: DATA
                S: 354 <any>
                C| Subject: first\\x0d\\x0a\\x0d\\x0abody%s
                C| MAIL FROM:<admin@data.example>\\x0d\\x0aRCPT TO:<{to}>\\x0d\\x0aDATA\\x0d\\x0a
                C: Subject: second
                C: .
                S: 554 5.6.0 Bare CR or LF in message
                C: NOOP
                S: 250 2.0.0 OK
                """.formatted(sequence));
        assertThat(ann.size()).isZero();
    }
}
