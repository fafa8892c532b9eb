package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Addresses with more than ASCII: RFC 6531. */
class SmtpUtf8Test {

    @Test // RFC 6531, 3.3 to 3.5 and 4.3
    void delivers() {
        var joerg = Inbox.create("j\u00f6rg@b\u00fccher.example");
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:<\u7528\u6237@\u4f8b\u3048.example> SMTPUTF8
                S: 250 2.1.0 Sender OK
                C: RCPT TO:<J\u00f6rg@B\u00fccher.example>
                S: 250 2.1.5 Recipient OK
                C: RCPT TO:<j\u00f6rg@xn--bcher-kva.example>
                S: 250 2.1.5 Recipient OK
                C: RCPT TO:<nobody@b\u00fccher.example>
                S: 550 5.1.1 No such mailbox here
                C: DATA
                S: 354 <any>
                C: Subject: Gr\u00fc\u00dfe
                C: .
                S: 250 <any>
                """);
        assertThat(new String(joerg.message().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .startsWith("Return-Path: <\u7528\u6237@\u4f8b\u3048.example>\r\n")
                .contains("with UTF8SMTP id ")
                .endsWith("Subject: Gr\u00fc\u00dfe\r\n");
    }

    @Test // RFC 6531, 3.5 and 3.7.4
    void mustBeAskedFor() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:<j\u00f6rg@b\u00fccher.example>
                S: 553 5.6.7 Expected SMTPUTF8 with an address that is not ASCII
                C: MAIL FROM:<ann@b\u00fccher.example>
                S: 553 5.6.7 Expected SMTPUTF8 with an address that is not ASCII
                C: MAIL FROM:<\\xe4@b.example> SMTPUTF8
                S: 500 5.5.2 Not a command; HELP lists them
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<j\u00f6rg@b\u00fccher.example>
                S: 553 5.6.7 Expected SMTPUTF8 in MAIL, as the address is not ASCII
                C: VRFY j\u00f6rg SMTPUTF8
                S: 252 <any>
                """);
    }
}
