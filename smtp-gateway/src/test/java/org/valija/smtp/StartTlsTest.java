package org.valija.smtp;

import org.junit.jupiter.api.Test;

/** STARTTLS: RFC 3207. */
class StartTlsTest {

    @Test // RFC 3207, 4.2
    void forgetsWhatWasSaidBefore() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: STARTTLS
                S: 220 2.0.0 Go ahead with TLS
                C: <starttls>
                C: MAIL FROM:<ann@example.org>
                S: 503 5.5.1 Say EHLO first
                C: EHLO client.example.org
                S: <lines>
                S: 250 REQUIRETLS
                C: STARTTLS
                S: 503 5.5.1 TLS is active already
                """);
    }

    @Test // RFC 3207, 5: commands injected before the handshake
    void throwsAwayWhatWasSentAhead() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C| STARTTLS\\x0d\\x0aEHLO injected.example.org\\x0d\\x0aMAIL FROM:<eve@example.org>\\x0d\\x0a
                S: 220 2.0.0 Go ahead with TLS
                C: <starttls>
                C: NOOP
                S: 250 2.0.0 OK
                C: MAIL FROM:<ann@example.org>
                S: 503 5.5.1 Say EHLO first
                """);
    }

    @Test
    void isNotOfferedWhereSwitchedOff() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.listeners.mx.listen.tls=none")) {
            gateway.mx().play("""
                    S: 220 <any>
                    C: EHLO client.example.org
                    S: <lines>
                    S: 250 LIMITS <any>
                    C: STARTTLS
                    S: 502 5.5.1 STARTTLS is not offered here
                    C: STARTTLS now
                    S: 501 5.5.4 Expected end of command
                    """);
        }
    }
}
