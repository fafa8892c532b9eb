package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.valija.testkit.ScramClient;
import org.valija.testkit.Transcript;

/** What any client meets before it logs in, and how connections end. */
class ConnectionTest {

    private final ImapUser user = ImapUser.fresh();

    @Test // RFC 9051, 7.1
    void greetsWithCapabilities() {
        user.play("""
                S: * OK [CAPABILITY IMAP4rev1 <any> SASL-IR <any> STARTTLS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN] Valija ready
                """);
    }

    @Test // RFC 9051, 6.1.1
    void capability() {
        user.play("""
                S: * OK <any>
                C: a CAPABILITY
                S: * CAPABILITY IMAP4rev1 <any> SASL-IR <any> STARTTLS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN
                S: a OK CAPABILITY completed
                C: b LOGIN {user} opensesame
                S: b OK [CAPABILITY IMAP4rev1 <any> IDLE <any>] LOGIN completed
                C: c capability
                S: * CAPABILITY IMAP4rev1 <any> IDLE <any>
                S: c OK CAPABILITY completed
                """);
    }

    @Test // RFC 9051, 6.1.2 and 6.1.3
    void noopAndLogout() {
        user.play("""
                S: * OK <any>
                C: a NOOP
                S: a OK NOOP completed
                C: b LOGOUT
                S: * BYE Logging out
                S: b OK LOGOUT completed
                S: <close>
                """);
    }

    @Test // RFC 2971, 3.1
    void id() {
        user.play("""
                S: * OK <any>
                C: a ID NIL
                S: * ID ("name" "Valija")
                S: a OK ID completed
                C: b ID ("name" "Mutt" "version" NIL)
                S: * ID ("name" "Valija")
                S: b OK ID completed
                C: c ID ()
                S: * ID ("name" "Valija")
                S: c OK ID completed
                C: d ID "name"
                S: d BAD <any>
                C: e ID ("name")
                S: e BAD <any>
                """);
    }

    @Test // RFC 9051, 6.2.3
    void login() {
        user.play("""
                S: * OK <any>
                C: a LOGIN {user} wrong
                S: a NO [AUTHENTICATIONFAILED] Authentication failed
                C: b LOGIN nobody@nowhere.example opensesame
                S: b NO [AUTHENTICATIONFAILED] Authentication failed
                C: c LOGIN nobody opensesame
                S: c NO [AUTHENTICATIONFAILED] Authentication failed
                C: d LOGIN "{user}" "opensesame"
                S: d OK [CAPABILITY <any>] LOGIN completed
                C: e LOGIN {user} opensesame
                S: e BAD Logged in already
                """);
    }

    @Test // RFC 9051, 4.3
    void loginWithLiterals() {
        user.play("""
                S: * OK <any>
                C: b LOGIN {%d}
                S: + Ready for the literal
                C: {user} {10}
                S: + Ready for the literal
                C: opensesame
                S: b OK <any>
                """.formatted(user.address().length()));
    }

    @Test // RFC 7888, 3
    void loginWithLiteralsSentAtOnce() {
        user.play("""
                S: * OK <any>
                C: a LOGIN {%d+}
                C: {user} {10+}
                C: opensesame
                S: a OK <any>
                """.formatted(user.address().length()));
    }

    @Test // RFC 9051, 6.2.2
    void authenticatePlain() {
        var transcript = user.transcript().with("response", plain("", user.address(), "opensesame"));
        transcript.play("""
                S: * OK <any>
                C: a AUTHENTICATE PLAIN
                S: +<any>
                C: {response}
                S: a OK [CAPABILITY <any>] AUTHENTICATE completed
                """);
    }

    @Test // RFC 4959, 3
    void authenticatePlainWithInitialResponse() {
        user.transcript()
                .with("response", plain(user.address(), user.address(), "opensesame"))
                .play("""
                S: * OK <any>
                C: a AUTHENTICATE PLAIN {response}
                S: a OK [CAPABILITY <any>] AUTHENTICATE completed
                """);
    }

    @Test // RFC 7677; RFC 9051, 6.2.2: what the server says last is a challenge, and the answer to it is empty
    void authenticateScram() {
        var scram = ScramClient.of(user.address(), "opensesame");
        try (var conversation = user.transcript().open()) {
            var first = conversation.play("""
                    S: * OK <any>
                    C: a AUTHENTICATE SCRAM-SHA-256 %s
                    S: + <word:serverFirst>
                    """.formatted(scram.first())).get("serverFirst");
            conversation.play("""
                    C: %s
                    S: + %s
                    C:
                    S: a OK [CAPABILITY <any>] AUTHENTICATE completed
                    """.formatted(scram.last(first), scram.serverFinal(first)));
        }
    }

    @Test
    void authenticateLogin() {
        user.transcript()
                .with("name", base64(user.address()))
                .with("password", base64("opensesame"))
                .play("""
                S: * OK <any>
                C: a AUTHENTICATE LOGIN
                S: + VXNlcm5hbWU6
                C: {name}
                S: + UGFzc3dvcmQ6
                C: {password}
                S: a OK [CAPABILITY <any>] AUTHENTICATE completed
                """);
    }

    @Test // RFC 9051, 6.2.2
    void authenticateRefused() {
        user.transcript()
                .with("wrong", plain("", user.address(), "wrong"))
                .with("other", plain("other@imap.example", user.address(), "opensesame"))
                .play("""
                S: * OK <any>
                C: a AUTHENTICATE PLAIN {wrong}
                S: a NO [AUTHENTICATIONFAILED] <any>
                C: b AUTHENTICATE PLAIN {other}
                S: b NO [AUTHORIZATIONFAILED] <any>
                C: c AUTHENTICATE KERBEROS_V4
                S: c NO [CANNOT] <any>
                C: d AUTHENTICATE PLAIN =
                S: d BAD <any>
                C: e AUTHENTICATE PLAIN not*base64
                S: e BAD <any>
                C: f AUTHENTICATE PLAIN
                S: +<any>
                C: *
                S: f BAD Authentication cancelled
                C: g AUTHENTICATE PLAIN
                S: +<any>
                C: !!!
                S: g BAD <any>
                C: h NOOP
                S: h OK <any>
                """);
    }

    @Test // RFC 9051, 6.2.1
    void startTls() {
        user.play("""
                S: * OK <any>
                C: a STARTTLS
                S: a OK Begin TLS negotiation now
                C: <starttls>
                C: b CAPABILITY
                S: * CAPABILITY IMAP4rev1 <any> SASL-IR <any> AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN
                S: b OK <any>
                C: c STARTTLS
                S: c BAD <any>
                C: d LOGIN {user} opensesame
                S: d OK <any>
                """);
    }

    @Test // RFC 9051, 6.2.1: commands sent ahead of the handshake may be an attacker's
    void startTlsForgetsWhatWasSentAhead() {
        user.play("""
                S: * OK <any>
                C| a STARTTLS\\x0d\\x0ab NOOP\\x0d\\x0a
                S: a OK <any>
                C: <starttls>
                C: c NOOP
                S: c OK <any>
                """);
    }

    @Test // RFC 8314, 3.2
    void implicitTls() {
        Transcript.on(user.imap().port("imaps"))
                .withImplicitTls()
                .with("user", user.address())
                .play("""
                S: * OK [CAPABILITY IMAP4rev1 <any> AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN] <any>
                C: a LOGIN {user} opensesame
                S: a OK <any>
                """);
    }

    @Test // RFC 9051, 6.2.3 and 7.2.2
    void noPasswordWithoutTls() {
        Transcript.on(user.imap().port("strict")).with("user", user.address()).play("""
                S: * OK [CAPABILITY IMAP4rev1 <any> STARTTLS LOGINDISABLED] <any>
                C: a LOGIN {user} opensesame
                S: a NO [PRIVACYREQUIRED] <any>
                C: b AUTHENTICATE PLAIN
                S: b NO [PRIVACYREQUIRED] <any>
                C: c STARTTLS
                S: c OK <any>
                C: <starttls>
                C: d LOGIN {user} opensesame
                S: d OK <any>
                """);
    }

    @Test // RFC 9051, 5.5
    void answersPipelinedCommandsInOrder() {
        user.play("""
                S: * OK <any>
                C| a NOOP\\x0d\\x0ab LOGIN {user} opensesame\\x0d\\x0ac SELECT INBOX\\x0d\\x0ad CLOSE\\x0d\\x0ae LOGOUT\\x0d\\x0a
                S: a OK <any>
                S: b OK <any>
                S: <lines>
                S: c OK <any>
                S: d OK <any>
                S: * BYE <any>
                S: e OK <any>
                S: <close>
                """);
    }

    @Test
    void healthIsTold() throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + user.imap().managementPort() + "/actuator/health"));
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"status\":\"UP\"");
        }
    }

    private static String plain(String authorizationId, String authenticationId, String password) {
        return base64(authorizationId + "\0" + authenticationId + "\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
