package org.valija.line.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.valija.line.sasl.SaslMechanismName.PLAIN;
import static org.valija.line.sasl.SaslMechanismName.SCRAM_SHA_256;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What SCRAM says about the connection; nonces and proofs are the authenticator's, and tested there. */
class ScramTest {

    private static final byte[] EXPORTED = "32 octets of this one connection".getBytes(StandardCharsets.US_ASCII);

    /** The example of RFC 7677, 3. */
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private static final String PROOF =
            ",r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0" + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static final Set<SaslMechanismName> ALL = EnumSet.allOf(SaslMechanismName.class);

    private final List<String> challenges = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    /** Knows that example, and writes down what it was asked. */
    private final Authenticator<String> authenticator = new Authenticator<>() {
        @Override
        public String password(Credentials credentials) {
            throw new AssertionError("no password is sent");
        }

        @Override
        public String challenge(String clientFirstMessageBare) {
            asked.add(clientFirstMessageBare);
            return SERVER_FIRST;
        }

        @Override
        public Proven<String> prove(String clientFirstMessageBare, String clientFinalMessage) {
            asked.add(clientFirstMessageBare);
            asked.add(clientFinalMessage);
            return new Proven<>("user is in", SERVER_FINAL);
        }
    };

    private String play(Optional<byte[]> exporter, String mechanism, String first, String... more)
            throws IOException, SaslException {
        var left = new ArrayDeque<>(List.of(more));
        SaslDialogue dialogue = challenge -> {
            challenges.add(new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8));
            return base64(left.remove());
        };
        return SaslMechanisms.with(exporter, ALL)
                .named(mechanism)
                .orElseThrow()
                .authenticate(new SaslExchange(dialogue, Optional.of(base64(first))), authenticator);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bound(byte[] data) {
        byte[] header = "p=tls-exporter,,".getBytes(StandardCharsets.US_ASCII);
        var both = new byte[header.length + data.length];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(data, 0, both, header.length, data.length);
        return "c=" + Base64.getEncoder().encodeToString(both);
    }

    @Test
    void plusIsOfferedFirstAndOnlyWhereTheChannelCanBeBound() {
        assertThat(SaslMechanisms.with(Optional.of(EXPORTED), ALL).names())
                .containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN", "LOGIN");
        assertThat(SaslMechanisms.over(Optional.empty(), ALL).names())
                .containsExactly("SCRAM-SHA-256", "PLAIN", "LOGIN");
    }

    @Test
    void whatTheSettingsLeaveOutIsNotOffered() {
        assertThat(SaslMechanisms.with(Optional.of(EXPORTED), EnumSet.of(SCRAM_SHA_256, PLAIN))
                        .names())
                .containsExactly("SCRAM-SHA-256", "PLAIN");
    }

    @Test // RFC 7677, 3
    void theExampleOfTheRfc() throws Exception {
        assertThat(play(Optional.empty(), "scram-sha-256", "n,,n=user,r=rOprNGfwEbeRWgbNEkqO", "c=biws" + PROOF, ""))
                .isEqualTo("user is in");
        assertThat(challenges).containsExactly(SERVER_FIRST, SERVER_FINAL);
        assertThat(asked)
                .containsExactly("n=user,r=rOprNGfwEbeRWgbNEkqO", "n=user,r=rOprNGfwEbeRWgbNEkqO", "c=biws" + PROOF);
    }

    @Test // RFC 9266, 2
    void plusIsBoundToTheConnection() throws Exception {
        assertThat(play(
                        Optional.of(EXPORTED),
                        "SCRAM-SHA-256-PLUS",
                        "p=tls-exporter,,n=user,r=abc",
                        bound(EXPORTED) + PROOF,
                        ""))
                .isEqualTo("user is in");
    }

    @Test // RFC 5802, 6: somebody in between has another connection to each end
    void theBindingOfAnotherConnectionIsRefused() {
        var other = EXPORTED.clone();
        other[31] ^= 1;
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(() -> play(
                        Optional.of(EXPORTED),
                        "SCRAM-SHA-256-PLUS",
                        "p=tls-exporter,,n=user,r=abc",
                        bound(other) + PROOF,
                        ""));
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(() -> play(
                        Optional.of(EXPORTED),
                        "SCRAM-SHA-256-PLUS",
                        "p=tls-exporter,,n=user,r=abc",
                        "c=biws" + PROOF,
                        ""));
        assertThat(asked).doesNotContain("c=biws" + PROOF);
    }

    @Test // RFC 5802, 6
    void aClientThatWasToldOfNoChannelBindingIsRefusedWhereThereIsOne() throws Exception {
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(
                        () -> play(Optional.of(EXPORTED), "SCRAM-SHA-256", "y,,n=user,r=abc", "c=eSws" + PROOF, ""));
        assertThat(asked).isEmpty();
        // Where there is none, it was told the truth
        assertThat(play(Optional.empty(), "SCRAM-SHA-256", "y,,n=user,r=abc", "c=eSws" + PROOF, ""))
                .isEqualTo("user is in");
        // And who could not do it anyway may go without
        assertThat(play(Optional.of(EXPORTED), "SCRAM-SHA-256", "n,,n=user,r=abc", "c=biws" + PROOF, ""))
                .isEqualTo("user is in");
    }

    @Test // RFC 5802, 5.1: a= names whom the client wants to act for
    void nobodyActsForAnybodyElse() throws Exception {
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(
                        () -> play(Optional.empty(), "SCRAM-SHA-256", "n,a=bob,n=user,r=abc", "c=biws" + PROOF, ""));
        assertThat(play(
                        Optional.empty(),
                        "SCRAM-SHA-256",
                        "n,a=u=2C=3D,n=u=2C=3D,r=abc",
                        "c=" + base64("n,a=u=2C=3D,") + PROOF,
                        ""))
                .isEqualTo("user is in");
    }

    @ParameterizedTest // RFC 5802, 7
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,n=user,r=abc",
                "x,,n=user,r=abc",
                "n,a=,n=user,r=abc",
                "n,b=bob,n=user,r=abc",
                "p=tls-exporter,,n=user,r=abc",
                "p=,,n=user,r=abc",
                "n,,m=ext,n=user,r=abc",
                "n,,r=abc,n=user",
                "n,,n=,r=abc",
                "n,,n=user",
                "n,,n=user,r=",
                "n,,n=us=er,r=abc",
                "n,,n=user,r=a\u00fcb",
                "n,,n=us\0er,r=abc",
                "n,a=us=2cer,n=user,r=abc"
            })
    void aMalformedFirstMessageIsRefused(String first) {
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> play(Optional.empty(), "SCRAM-SHA-256", first, "c=biws" + PROOF, ""));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest // RFC 5802, 6: the mechanism's name says whether the channel is bound
    @ValueSource(strings = {"n,,n=user,r=abc", "y,,n=user,r=abc", "p=tls-unique,,n=user,r=abc"})
    void plusNeedsTheBindingThatIsOffered(String first) {
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() -> play(Optional.of(EXPORTED), "SCRAM-SHA-256-PLUS", first, "c=biws" + PROOF, ""));
    }

    @ParameterizedTest // the header of the first message, changed on its way
    @ValueSource(strings = {"", "c=", "c=eSws,r=x,p=y", "c=biwsCg==,r=x,p=y", "c=biws", "r=x,c=biws,p=y", "C=biws,r=x"})
    void aLastMessageThatSaysAnotherHeaderIsRefused(String last) {
        assertThatExceptionOfType(SaslException.Refused.class)
                .isThrownBy(() -> play(Optional.empty(), "SCRAM-SHA-256", "n,,n=user,r=abc", last, ""));
        assertThat(asked).containsExactly("n=user,r=abc");
    }

    @Test // RFC 5802, 5: the client has said all
    void nothingFollowsTheServersLastMessage() {
        assertThatExceptionOfType(SaslException.Malformed.class)
                .isThrownBy(() ->
                        play(Optional.empty(), "SCRAM-SHA-256", "n,,n=user,r=abc", "c=biws" + PROOF, "one thing more"));
    }
}
