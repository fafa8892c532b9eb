package org.valija.pop3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Transcript;

/** The AUTHORIZATION state: RFC 1939, 4. */
class AuthorizationTest {

    private final LivePop3 pop3 = LivePop3.shared();

    private Transcript nobody(String listener) {
        return Transcript.on(pop3.port(listener)).with("pass", LivePop3.PASSWORD);
    }

    @Test // RFC 1939, 4 and 7
    void userAndPassOpenTheMaildrop() {
        pop3.transcript(pop3.owner("Subject: a\n\nb")).play("""
                S: +OK POP3 server ready
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK maildrop has 1 messages (17 octets)
                C: QUIT
                S: +OK bye
                S: <close>
                """);
    }

    @Test // RFC 1939, 4
    void quitEndsTheSession() {
        nobody("pop3").play("""
                S: +OK <any>
                C: QUIT
                S: +OK bye
                S: <close>
                """);
    }

    @Test // RFC 1939, 7: after a failure begin again with USER; RFC 3206, 5
    void aWrongPasswordAndAnUnknownUserAreNotToldApart() {
        pop3.transcript(pop3.owner()).play("""
                S: +OK <any>
                C: USER {user}
                S: +OK send PASS
                C: PASS wrong password
                S: -ERR [AUTH] user name or password is wrong
                C: PASS {pass}
                S: -ERR send USER first
                C: USER nobody@example.org
                S: +OK send PASS
                C: PASS {pass}
                S: -ERR [AUTH] user name or password is wrong
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK <any>
                """);
    }

    @Test // RFC 3206, 5
    void whatCannotBeAnAddressIsAWrongOne() {
        nobody("pop3").play("""
                S: +OK <any>
                C: USER ann
                S: +OK send PASS
                C: PASS {pass}
                S: -ERR [AUTH] user name or password is wrong
                C: USER \\xff\\xfe@@
                S: +OK send PASS
                C: PASS \\xff
                S: -ERR [AUTH] user name or password is wrong
                """);
    }

    @Test // RFC 1939, 3
    void commandsOfTheTransactionStateWait() {
        nobody("pop3").play("""
                S: +OK <any>
                C: STAT
                S: -ERR log in first
                C: RETR 1
                S: -ERR log in first
                C: PASS x
                S: -ERR send USER first
                """);
    }

    @Test // RFC 2449, 5; RFC 2595, 4
    void capaTellsWhatIsPossibleNow() {
        nobody("strict").play("""
                S: +OK <any>
                C: CAPA
                S: +OK capability list follows
                S~ TOP
                S~ UIDL
                S~ RESP-CODES
                S~ AUTH-RESP-CODE
                S~ PIPELINING
                S~ UTF8 USER
                S~ LANG
                S~ EXPIRE NEVER
                S~ IMPLEMENTATION Valija
                S~ STLS
                S: .
                C: STLS
                S: +OK begin TLS negotiation
                C: <starttls>
                C: CAPA
                S: +OK capability list follows
                S~ TOP
                S~ UIDL
                S~ RESP-CODES
                S~ AUTH-RESP-CODE
                S~ PIPELINING
                S~ UTF8 USER
                S~ LANG
                S~ EXPIRE NEVER
                S~ IMPLEMENTATION Valija
                S~ USER
                S~ SASL SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN
                S: .
                """);
    }

    @Test // RFC 8314, 3
    void passwordsNeedTls() {
        nobody("strict").play("""
                S: +OK <any>
                C: USER ann@example.org
                S: -ERR passwords are taken over TLS only
                C: PASS {pass}
                S: -ERR passwords are taken over TLS only
                C: AUTH PLAIN AGEAYg==
                S: -ERR passwords are taken over TLS only
                C: AUTH
                S: -ERR passwords are taken over TLS only
                """);
    }

    @Test // RFC 2595, 4
    void stlsForgetsWhatWasSaidBefore() {
        pop3.transcript(pop3.owner()).play("""
                S: +OK <any>
                C: USER {user}
                S: +OK send PASS
                C: STLS
                S: +OK begin TLS negotiation
                C: <starttls>
                C: PASS {pass}
                S: -ERR send USER first
                C: STLS
                S: -ERR TLS is active already, or not offered here
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK maildrop has 0 messages (0 octets)
                C: STLS
                S: -ERR already logged in
                """);
    }

    @Test // RFC 2595, 4, and CVE-2011-0411: what an attacker put before the handshake is not the client's
    void stlsThrowsAwayWhatWasBuffered() {
        pop3.transcript(pop3.owner()).play("""
                S: +OK <any>
                C| STLS\\x0d\\x0aUSER {user}\\x0d\\x0aPASS {pass}\\x0d\\x0a
                S: +OK begin TLS negotiation
                C: <starttls>
                C: STAT
                S: -ERR log in first
                """);
    }

    @Test // RFC 8314, 3.3
    void pop3sIsEncryptedFromTheFirstOctet() {
        var owner = pop3.owner();
        nobody("pop3s").withImplicitTls().with("user", owner.address()).play("""
                S: +OK POP3 server ready
                C: STLS
                S: -ERR TLS is active already, or not offered here
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK <any>
                C: QUIT
                S: +OK bye
                S: <close>
                """);
    }

    @Test // RFC 5034, 4
    void authTakesPlainAndLogin() {
        var owner = pop3.owner();
        var plain = base64("\0" + owner.address() + "\0" + LivePop3.PASSWORD);
        var transcript = pop3.transcript(owner)
                .with("plain", plain)
                .with("user64", base64(owner.address()))
                .with("pass64", base64(LivePop3.PASSWORD));
        transcript.play("""
                S: +OK <any>
                C: AUTH
                S: +OK <any>
                S: SCRAM-SHA-256
                S: PLAIN
                S: LOGIN
                S: .
                C: AUTH PLAIN {plain}
                S: +OK maildrop has 0 messages (0 octets)
                C: AUTH PLAIN {plain}
                S: -ERR already logged in
                C: QUIT
                S: +OK bye
                """);
        transcript.play("""
                S: +OK <any>
                C: auth plain
                S: +\s
                C: {plain}
                S: +OK maildrop has 0 messages (0 octets)
                C: QUIT
                S: +OK bye
                """);
        transcript.play("""
                S: +OK <any>
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: {user64}
                S: + UGFzc3dvcmQ6
                C: {pass64}
                S: +OK maildrop has 0 messages (0 octets)
                C: QUIT
                S: +OK bye
                """);
    }

    @Test // RFC 5034, 4; RFC 4422, 3.5
    void authCanBeCancelledAndGoWrong() {
        var owner = pop3.owner();
        pop3.transcript(owner)
                .with("wrong", base64("\0" + owner.address() + "\0wrong"))
                .with("other", base64("bob@example.org\0" + owner.address() + "\0" + LivePop3.PASSWORD))
                .play("""
                S: +OK <any>
                C: AUTH PLAIN
                S: +\s
                C: *
                S: -ERR authentication cancelled
                C: AUTH PLAIN
                S: +\s
                C: not base64!
                S: -ERR response is not base64
                C: AUTH PLAIN =
                S: -ERR PLAIN needs two NULs
                C: AUTH CRAM-MD5
                S: -ERR unknown mechanism
                C: AUTH PLAIN {other}
                S: -ERR [AUTH] acting for another user is not offered
                C: AUTH PLAIN {wrong}
                S: -ERR [AUTH] user name or password is wrong
                C: USER {user}
                S: +OK send PASS
                """);
    }

    @Test // RFC 1939, 4: the lock; RFC 2449, 8.1.1
    void aSecondLoginFindsTheMaildropInUse() {
        pop3.transcript(pop3.owner()).play("""
                S: +OK <any>
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK <any>
                S2: +OK <any>
                C2: USER {user}
                S2: +OK send PASS
                C2: PASS {pass}
                S2: -ERR [IN-USE] maildrop is open in another session
                C: QUIT
                S: +OK bye
                S: <close>
                C2: USER {user}
                S2: +OK send PASS
                C2: PASS {pass}
                S2: +OK <any>
                """);
    }

    @Test
    void whoGuessesTooOftenIsSentAway() {
        try (var conversation = nobody("pop3").open()) {
            conversation.play("S: +OK <any>\n");
            for (int i = 0; i < 20; i++) {
                conversation.play("C: PASS x\nS: -ERR send USER first\n");
            }
            conversation.play("""
                    C: PASS x
                    S: -ERR send USER first
                    S: -ERR too many errors
                    S: <close>
                    """);
        }
    }

    @Test
    void aListenerThatIsSwitchedOffIsNotThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> pop3.port("off"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
