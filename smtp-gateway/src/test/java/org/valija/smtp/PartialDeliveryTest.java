package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.valija.testkit.TestSmtp;

/** What is said when a recipient who was fine at RCPT is not any more at the end of DATA. */
class PartialDeliveryTest {

    private static final byte[] FILLING =
            ("Subject: filling\r\n\r\n" + "x".repeat(1500) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    @Test // RFC 5321, 4.2.5
    void sendsTheClientBackToRcptIfSomeCanNotHaveTheMessage() {
        var ann = Inbox.create("ann@partial.example");
        var small = small("small@partial.example");
        try (var conversation = Gateway.shared().mx().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: HELO client.example.org
                    S: 250 <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    C: RCPT TO:<ann@partial.example>
                    S: 250 <any>
                    C: RCPT TO:<small@partial.example>
                    S: 250 <any>
                    """);
            TestSmtp.send(Gateway.shared().port("mx"), "bob@elsewhere.example", small.address(), FILLING);
            conversation.play("""
                    C: DATA
                    S: 354 <any>
                    C: Subject: to both
                    C:\s
                    C: %s
                    C: .
                    S: 451 4.3.0 Try again later
                    """.formatted("x".repeat(900)));
            assertThat(ann.size()).isZero();
            conversation.play("""
                    C: MAIL FROM:<bob@elsewhere.example> SIZE=2000
                    S: 250 <any>
                    C: RCPT TO:<ann@partial.example>
                    S: 250 <any>
                    C: RCPT TO:<small@partial.example>
                    S: 452 4.2.2 Mailbox full
                    C: DATA
                    S: 354 <any>
                    C: Subject: to one
                    C:\s
                    C: %s
                    C: .
                    S: 250 <any>
                    """.formatted("x".repeat(900)));
        }
        assertThat(ann.size()).isEqualTo(1);
        assertThat(small.size()).isEqualTo(1);
    }

    @Test
    void saysWhyIfNobodyHasTheMessage() {
        var small = small("tiny@partial.example");
        try (var conversation = Gateway.shared().mx().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: HELO client.example.org
                    S: 250 <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    C: RCPT TO:<tiny@partial.example>
                    S: 250 <any>
                    """);
            TestSmtp.send(Gateway.shared().port("mx"), "bob@elsewhere.example", small.address(), FILLING);
            conversation.play("""
                    C: DATA
                    S: 354 <any>
                    C: %s
                    C: .
                    S: 452 4.2.2 Mailbox full
                    """.formatted("x".repeat(900)));
        }
        assertThat(small.size()).isEqualTo(1);
    }

    @Test // RFC 5321, 6.3
    void refusesWhatComesBackForGood() {
        var ann = Inbox.create("ann@loop.example");
        var bob = Inbox.create("bob@loop.example");
        try (var conversation = Gateway.shared().mx().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: HELO client.example.org
                    S: 250 <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    C: RCPT TO:<ann@loop.example>
                    S: 250 <any>
                    C: RCPT TO:<bob@loop.example>
                    S: 250 <any>
                    C: DATA
                    S: 354 <any>
                    C: Delivered-To: ann@loop.example
                    C: Subject: again
                    C:\s
                    C: .
                    S: 554 5.4.6 <any>
                    """);
        }
        assertThat(ann.size()).isZero();
        assertThat(bob.size()).isZero();
    }

    /** With room for the filling, and little more. */
    private static Inbox small(String address) {
        Gateway.mailboxes().createAccount(address, Inbox.PASSWORD, 2_500);
        return new Inbox(Gateway.mailboxes(), address);
    }
}
