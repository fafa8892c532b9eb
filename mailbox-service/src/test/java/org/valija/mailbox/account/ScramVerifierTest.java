package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The computations of SCRAM-SHA-256, by the example of its RFC. */
class ScramVerifierTest {

    private static final String MESSAGES = "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private final ScramVerifier verifier =
            ScramVerifier.of(Password.given("pencil"), 4096, octets("W22ZaJ0SNY7soEsUEjb6gQ=="));

    private static byte[] octets(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Test // RFC 7677, 3
    void theExampleOfTheRfcIsProved() {
        var proof = octets("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(verifier.isProvedBy(MESSAGES, proof)).isTrue();
        assertThat(verifier.serverSignature(MESSAGES))
                .isEqualTo(octets("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    @Test
    void anythingElseIsNot() {
        var proof = octets("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(verifier.isProvedBy(MESSAGES + "x", proof)).isFalse();
        proof[31] ^= 1;
        assertThat(verifier.isProvedBy(MESSAGES, proof)).isFalse();
        assertThat(verifier.isProvedBy(MESSAGES, new byte[0])).isFalse();
        assertThat(verifier.isProvedBy(MESSAGES, new byte[33])).isFalse();
    }

    @Test
    void nobodyHasAPassword() {
        var nobodys = ScramVerifier.ofNobody(4096, new SecureRandom());
        assertThat(nobodys.matches(Password.given("pencil"))).isFalse();
        assertThat(nobodys.iterations()).as("so that a check takes as long").isEqualTo(4096);
        assertThat(nobodys.salt()).hasSameSizeAs(verifier.salt());
        assertThat(nobodys.storedKey()).hasSameSizeAs(verifier.storedKey());
        assertThat(nobodys.serverKey()).hasSameSizeAs(verifier.serverKey()).isNotEqualTo(nobodys.storedKey());
    }
}
