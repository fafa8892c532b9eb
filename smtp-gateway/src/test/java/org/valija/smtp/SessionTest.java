package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What any client may say at any time, and what no client may. */
class SessionTest {

    @Test // RFC 5321, 4.1.1.1
    void ehloTellsWhatIsOffered() {
        Gateway.shared().mx().play("""
                S: 220 mail.example.com ESMTP Valija
                C: EHLO client.example.org
                S: 250-mail.example.com
                S: 250-PIPELINING
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250-CHUNKING
                S: 250-BINARYMIME
                S: 250-DSN
                S: 250-ENHANCEDSTATUSCODES
                S: 250-LIMITS RCPTMAX=1000 MAILMAX=1000
                S: 250 STARTTLS
                C: QUIT
                S: 221 2.0.0 mail.example.com closing
                S: <close>
                """);
    }

    @Test // RFC 3207, 4.2; RFC 4954, 4
    void authIsOfferedToUsersUnderTls() {
        Gateway.shared().submission().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: 250-mail.example.com
                S: 250-PIPELINING
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250-CHUNKING
                S: 250-BINARYMIME
                S: 250-DSN
                S: 250-ENHANCEDSTATUSCODES
                S: 250-LIMITS RCPTMAX=1000 MAILMAX=1000
                S: 250 STARTTLS
                C: STARTTLS
                S: 220 2.0.0 Go ahead with TLS
                C: <starttls>
                C: EHLO client.example.org
                S: 250-mail.example.com
                S: 250-PIPELINING
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250-CHUNKING
                S: 250-BINARYMIME
                S: 250-DSN
                S: 250-ENHANCEDSTATUSCODES
                S: 250-LIMITS RCPTMAX=1000 MAILMAX=1000
                S: 250-REQUIRETLS
                S: 250 AUTH <any>PLAIN LOGIN
                """);
    }

    @Test // RFC 8314, 3.3
    void submissionsIsEncryptedFromTheFirstOctet() {
        Gateway.shared().submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: 250-mail.example.com
                S: 250-PIPELINING
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250-CHUNKING
                S: 250-BINARYMIME
                S: 250-DSN
                S: 250-ENHANCEDSTATUSCODES
                S: 250-LIMITS RCPTMAX=1000 MAILMAX=1000
                S: 250-REQUIRETLS
                S: 250 AUTH <any>PLAIN LOGIN
                C: STARTTLS
                S: 503 5.5.1 TLS is active already
                """);
    }

    @Test // RFC 5321, 4.1.1.5 to 4.1.1.10
    void answersWhatIsAllowedAtAnyTime() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: NOOP
                S: 250 2.0.0 OK
                C: noop whatever
                S: 250 2.0.0 OK
                C: RSET
                S: 250 2.0.0 OK
                C: HELP
                S: 214-2.0.0 EHLO HELO MAIL RCPT DATA BDAT RSET VRFY HELP NOOP QUIT
                S: 214 2.0.0 STARTTLS and AUTH where they are offered
                C: VRFY postmaster
                S: 252 2.0.0 Cannot verify; send mail, and see
                C: EXPN staff
                S: 502 5.5.1 EXPN is not offered
                C: HELO [127.0.0.1]
                S: 250 mail.example.com
                C: QUIT
                S: 221 2.0.0 mail.example.com closing
                S: <close>
                """);
    }

    @Test // RFC 5321, 4.1.4
    void refusesCommandsOutOfSequence() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: MAIL FROM:<ann@example.org>
                S: 503 5.5.1 Say EHLO first
                C: RCPT TO:<ann@example.org>
                S: 503 5.5.1 Say EHLO first
                C: STARTTLS
                S: 503 5.5.1 Say EHLO first
                C: HELO client.example.org
                S: 250 mail.example.com
                C: RCPT TO:<ann@example.org>
                S: 503 5.5.1 Begin with MAIL
                C: DATA
                S: 503 5.5.1 Begin with MAIL
                C: MAIL FROM:<ann@example.org>
                S: 250 2.1.0 Sender OK
                C: MAIL FROM:<ann@example.org>
                S: 503 5.5.1 Finish the mail transaction, or RSET
                C: STARTTLS
                S: 503 5.5.1 Finish the mail transaction, or RSET
                C: DATA
                S: 554 5.5.1 No valid recipients
                C: RSET
                S: 250 2.0.0 OK
                C: DATA
                S: 503 5.5.1 Begin with MAIL
                C: MAIL FROM:<>
                S: 250 2.1.0 Sender OK
                C: EHLO client.example.org
                S: 250-mail.example.com
                S: <lines>
                S: 250 STARTTLS
                C: RCPT TO:<ann@example.org>
                S: 503 5.5.1 Begin with MAIL
                """);
    }

    @Test // RFC 5321, 4.2.4
    void saysWhatIsWrongWithACommandAndGoesOn() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: XYZZY
                S: 500 5.5.2 Not a command; HELP lists them
                C: GET / HTTP/1.1
                S: 500 5.5.2 Not a command; HELP lists them
                C: NOOP\\x00
                S: 500 5.5.2 Not a command; HELP lists them
                C: EHLO
                S: 501 5.5.4 Expected space
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:ann@example.org
                S: 501 5.1.7 Expected <
                C: MAIL FROM:<ann@example.org> HOLDFOR=60
                S: 555 5.5.4 Expected parameter that was offered
                C: MAIL FROM:<änn@example.org>
                S: 553 5.6.7 Expected SMTPUTF8 with an address that is not ASCII
                C: MAIL FROM:<ann@example.org> SIZE=52428801
                S: 552 5.3.4 Message larger than 52428800 octets
                C: AUTH PLAIN AGFubgBzZWNyZXQ=
                S: 502 5.5.1 AUTH is not offered here
                C: NOOP
                S: 250 2.0.0 OK
                """);
    }

    @Test // RFC 5321, 2.3.8
    void aBareLineFeedEndsNoCommand() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C| NOOP\\x0aNOOP\\x0d\\x0a
                S: 500 5.5.2 Bare CR or LF in a line
                C: HELP\\x0dQUIT
                S: 500 5.5.2 Bare CR or LF in a line
                C: NOOP
                S: 250 2.0.0 OK
                """);
    }

    @Test // RFC 5321, 4.5.3.1.9
    void refusesOverlongLinesAndGoesOn() {
        Gateway.shared().mx().with("long", "x".repeat(100_000)).play("""
                S: 220 <any>
                C: NOOP {long}
                S: 500 5.5.2 Line too long
                C: NOOP
                S: 250 2.0.0 OK
                """);
    }

    @Test // RFC 5321, 7.8
    void closesAfterTooManyErrors() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.limits.errors=3")) {
            gateway.mx().play("""
                    S: 220 <any>
                    C: ONE
                    S: 500 <any>
                    C: TWO
                    S: 500 <any>
                    C: NOOP
                    S: 250 <any>
                    C: DATA
                    S: 503 <any>
                    C: FOUR
                    S: 500 <any>
                    S: 421 4.7.0 mail.example.com closing: too many errors
                    S: <close>
                    """);
        }
    }

    @Test // RFC 5321, 4.5.3.2
    void closesOnAClientThatSaysNothing() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.timeouts.command=200ms")) {
            gateway.mx().play("""
                    S: 220 <any>
                    S: 421 4.4.2 mail.example.com waited too long
                    S: <close>
                    """);
        }
    }

    @Test // RFC 5321, 3.8
    void saysGoodbyeWhenTheServerStops() {
        var gateway = Gateway.before(Gateway.mailboxes());
        try (gateway;
                var conversation = gateway.mx().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: NOOP
                    S: 250 2.0.0 OK
                    """);
            gateway.close();
            conversation.play("""
                    S: 421 4.3.2 mail.example.com is shutting down
                    S: <close>
                    """);
        }
    }

    @Test
    void aListenerCanBeSwitchedOff() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.listeners.submission.enabled=false")) {
            gateway.mx().play("S: 220 <any>");
            assertThatThrownBy(() -> gateway.port("submission")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
