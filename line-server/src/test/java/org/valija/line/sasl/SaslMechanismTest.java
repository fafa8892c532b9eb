package org.valija.line.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslMechanismTest {

    /** Believes every password, and gives back what it was shown. */
    private static final Authenticator<Credentials> ECHO = new Authenticator<>() {
        @Override
        public Credentials password(Credentials credentials) {
            return credentials;
        }

        @Override
        public String challenge(String clientFirstMessageBare) {
            throw new AssertionError("not SCRAM");
        }

        @Override
        public Proven<Credentials> prove(String clientFirstMessageBare, String clientFinalMessage) {
            throw new AssertionError("not SCRAM");
        }
    };

    private static final Set<SaslMechanismName> ALL = EnumSet.allOf(SaslMechanismName.class);

    private final List<String> challenges = new ArrayList<>();

    private Credentials authenticate(String mechanism, Optional<String> initialResponse, String... responses)
            throws IOException, SaslException {
        var left = new ArrayDeque<>(List.of(responses));
        SaslDialogue dialogue = challenge -> {
            challenges.add(challenge);
            return left.remove();
        };
        var credentials = SaslMechanisms.over(Optional.empty(), ALL)
                .named(mechanism)
                .orElseThrow()
                .authenticate(new SaslExchange(dialogue, initialResponse), ECHO);
        assertThat(left).isEmpty();
        return credentials;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest // RFC 4616, 4
    @CsvSource(textBlock = """
                    '\\0tim\\0tanstaaftanstaaf',       tim,       tanstaaftanstaaf
                    'Kurt\\0kurt\\0xipj3plmq',         kurt,      xipj3plmq
                    '\\0jürgen@example.org\\0pässwörd', jürgen@example.org, pässwörd
                    """)
    void plain(String message, String authcid, String passwd) throws Exception {
        var encoded = base64(message.replace("\\0", "\0"));
        var expected = new Credentials(authcid, passwd);
        assertThat(authenticate("PLAIN", Optional.of(encoded))).isEqualTo(expected);
        assertThat(challenges).isEmpty();
        assertThat(authenticate("plain", Optional.empty(), encoded)).isEqualTo(expected);
        assertThat(challenges).containsExactly("");
    }

    @Test // RFC 4616, 2, and 4, its second example
    void nobodyActsForAnybodyElse() {
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.of(base64("Ursel\0Kurt\0xipj3plmq"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tim", "\\0tim", "\\0\\0", "\\0tim\\0", "\\0\\0secret", "\\0tim\\0sec\\0ret"})
    void malformedPlainIsRefused(String message) {
        var encoded = base64(message.replace("\\0", "\0"));
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.of(encoded.isEmpty() ? "=" : encoded)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AHRpbQBzZWNyZXQ", "AHRpbQBzZWNyZXQ==", "AHRp bQBz", "AHRp\0bQBz", "====", "AHRpbQ_-", "\u00ff"})
    void whatIsNotBase64IsRefused(String response) {
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.empty(), response));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        var encoded = Base64.getEncoder().encodeToString(new byte[] {0, 'a', 0, (byte) 0xff});
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.of(encoded)));
    }

    @Test // RFC 4954, 4
    void overlongResponseIsRefused() {
        var encoded = base64("\0tim\0" + "x".repeat(12_288));
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.of(encoded)));
    }

    @Test
    void login() throws Exception {
        var expected = new Credentials("tim", "secret");
        assertThat(authenticate("LOGIN", Optional.empty(), base64("tim"), base64("secret")))
                .isEqualTo(expected);
        assertThat(challenges).containsExactly("VXNlcm5hbWU6", "UGFzc3dvcmQ6");
        challenges.clear();
        assertThat(authenticate("LOGIN", Optional.of(base64("tim")), base64("secret")))
                .isEqualTo(expected);
        assertThat(challenges).containsExactly("UGFzc3dvcmQ6");
    }

    @Test
    void emptyLoginIsRefused() {
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("LOGIN", Optional.of("="), base64("secret")));
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> authenticate("LOGIN", Optional.of(base64("tim")), ""));
    }

    @Test // RFC 4954, 4; RFC 9051, 6.2.2
    void asteriskCancels() {
        assertThatExceptionOfType(SaslException.Cancelled.class)
                .isThrownBy(() -> authenticate("PLAIN", Optional.empty(), "*"));
        assertThatExceptionOfType(SaslException.Cancelled.class)
                .isThrownBy(() -> authenticate("LOGIN", Optional.empty(), base64("tim"), "*"));
    }

    @Test
    void credentialsDoNotShowTheirPassword() {
        assertThat(new Credentials("tim", "secret")).asString().doesNotContain("secret");
    }

    @Test
    void unknownMechanismIsNone() {
        assertThat(SaslMechanisms.over(Optional.empty(), ALL).named("CRAM-MD5")).isEmpty();
    }
}
