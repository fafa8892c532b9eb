package org.valija.smtp.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures: RFC 6376, RFC 8301 and RFC 8463. */
class DkimCheckTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static KnownDns keys() {
        return new KnownDns()
                .txt(SignedSample.ED25519_NAME, SignedSample.ED25519_KEY)
                .txt(SignedSample.RSA_NAME, SignedSample.RSA_KEY);
    }

    @Test // RFC 8463, Appendix A
    void verifiesEd25519AndRsa() throws IOException {
        assertThat(check(keys(), SignedSample.HEADER, SignedSample.BODY))
                .containsExactly(
                        new DkimResult(Result.PASS, "football.example.com", "brisbane", ""),
                        new DkimResult(Result.PASS, "football.example.com", "test", ""));
    }

    @Test // RFC 6376, 3.4: relaxed forgives white space
    void seesWhatWasChangedOnTheWay() throws IOException {
        assertThat(results(
                        keys(), SignedSample.HEADER, SignedSample.BODY.replace("the game.  Are", "the game. Are \t")))
                .containsOnly(Result.PASS);
        assertThat(results(keys(), SignedSample.HEADER.replace("Subject: Is", "subject :  Is"), SignedSample.BODY))
                .containsOnly(Result.PASS);
        assertThat(results(keys(), SignedSample.HEADER, SignedSample.BODY.replace("lost", "won")))
                .containsOnly(Result.FAIL);
        assertThat(results(keys(), SignedSample.HEADER, SignedSample.BODY + "more\r\n"))
                .containsOnly(Result.FAIL);
        assertThat(results(keys(), SignedSample.HEADER.replace("Is dinner", "Is lunch"), SignedSample.BODY))
                .containsOnly(Result.FAIL);
        assertThat(results(keys(), "From: eve@elsewhere.example\r\n" + SignedSample.HEADER, SignedSample.BODY))
                .as("a second From, which the signature says is not there")
                .containsOnly(Result.FAIL);
    }

    @Test // RFC 6376, 6.1.2
    void tellsAKeyThatIsGoneFromOneThatDoesNotAnswer() throws IOException {
        var gone = new KnownDns().txt(SignedSample.ED25519_NAME, "v=DKIM1; k=ed25519; p=");
        assertThat(results(gone, SignedSample.HEADER, SignedSample.BODY)).containsOnly(Result.PERMERROR);
        var away = new KnownDns().fails(SignedSample.ED25519_NAME).txt(SignedSample.RSA_NAME, SignedSample.RSA_KEY);
        assertThat(results(away, SignedSample.HEADER, SignedSample.BODY))
                .containsExactly(Result.TEMPERROR, Result.PASS);
        var swapped = new KnownDns()
                .txt(SignedSample.ED25519_NAME, SignedSample.RSA_KEY)
                .txt(SignedSample.RSA_NAME, SignedSample.ED25519_KEY);
        assertThat(results(swapped, SignedSample.HEADER, SignedSample.BODY)).containsOnly(Result.PERMERROR);
    }

    @ParameterizedTest // RFC 6376, 3.6.1
    @CsvSource(delimiter = '|', textBlock = """
            k=ed25519; h=sha1:sha256; s=email:tlsrpt; t=y:s; n=a note; xnew=1 | PASS
            v=DKIM1; k=ed25519; g=; s=*                                       | PASS
            k=rsa                                                             | PERMERROR
            k=ed25519; h=sha1                                                 | PERMERROR
            k=ed25519; s=tlsrpt                                               | PERMERROR
            v=DKIM2; k=ed25519                                                | PERMERROR
            k=ed25519; k=ed25519                                              | PERMERROR
            """)
    void keysSayWhatTheyAreFor(String tags, Result result) throws IOException {
        var dns = new KnownDns()
                .txt(SignedSample.ED25519_NAME, "v=spf1 -all")
                .txt(SignedSample.ED25519_NAME, tags + SignedSample.ED25519_KEY.replaceFirst(".*; p=", "; p="));
        assertThat(results(dns, SignedSample.HEADER, SignedSample.BODY).getFirst())
                .isEqualTo(result);
    }

    @ParameterizedTest // RFC 6376, 3.6.1 says RSAPublicKey, its examples wrap that in X.509
    @CsvSource({"1024, 140", "1536, 204", "2048, 270", "4096, 526"})
    void takesRsaKeysWithTheNameOfTheirAlgorithmOrBare(int bits, int bare) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        var pair = generator.generateKeyPair();
        var x509 = pair.getPublic().getEncoded();
        var body = "Hi.\r\n";
        var signature = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=x.example; s=a; h=from; bh="
                + base64(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII)))
                + "; b=";
        var signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(pair.getPrivate());
        signer.update(("from:a@x.example\r\n" + signature.replaceFirst("DKIM-Signature: ", "dkim-signature:"))
                .getBytes(StandardCharsets.US_ASCII));
        var header = signature + base64(signer.sign()) + "\r\nFrom: a@x.example\r\n";
        for (var key : List.of(x509, Arrays.copyOfRange(x509, x509.length - bare, x509.length))) {
            assertThat(results(new KnownDns().txt("a._domainkey.x.example", "p=" + base64(key)), header, body))
                    .containsExactly(Result.PASS);
        }
    }

    @Test
    void brokenKeysFitNothing() throws IOException {
        for (var key : List.of("MA==", "MIE=", "MIEC", "MAMCAQE=", "MIL/AgEB", "AgEB", "AA==", "MAA=")) {
            assertThat(results(
                            new KnownDns().txt(SignedSample.RSA_NAME, "p=" + key),
                            SignedSample.HEADER,
                            SignedSample.BODY))
                    .as(key)
                    .containsOnly(Result.PERMERROR);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Test // RFC 8616, 5
    void domainsMayBeWrittenInUtf8() throws IOException {
        var utf8 = new String("b\u00fccher.example".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(check(
                        new KnownDns(),
                        "DKIM-Signature: v=1; a=rsa-sha256; h=from; bh=AAAA; b=AAAA; s=a; d=" + utf8 + "\r\nFrom: a@x",
                        ""))
                .extracting(DkimResult::domain)
                .containsExactly("xn--bcher-kva.example");
    }

    @ParameterizedTest // RFC 6376, 6.1.1; RFC 8301, 3.1
    @CsvSource(delimiter = '|', textBlock = """
            v=1; a=rsa-sha1; c=simple; d=x.example; s=a; h=from; bh=AAAA; b=AAAA
            v=2; a=rsa-sha256; d=x.example; s=a; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=subject; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; b=AAAA
            v=1; a=rsa-sha256; d=x.example; i=@y.example; s=a; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; c=odd/odd; d=x.example; s=a; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; x=1; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; t=1800000009; x=1800000008; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; x=soon; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; l=-1; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; q=carrier/pigeon; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x example; s=a; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a/b; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a; h=from; bh=A*AA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; d=x.example; s=a; h=from; bh=AAAA; b=AAAA
            v=1; a=rsa-sha256; d=x.example; s=a;; h=from; bh=AAAA; b=AAAA
            v=1
            nonsense
            ;;;=
            """)
    void refusesWhatIsNoSignature(String signature) throws IOException {
        assertThat(results(keys(), "DKIM-Signature: " + signature + "\r\nFrom: a@x.example\r\n", "body\r\n"))
                .containsOnly(Result.PERMERROR);
    }

    @Test // RFC 6376, 8: whatever there is to read is read once
    void longSignaturesTakeNoTime() throws IOException {
        var spaces = "v=1; a=" + " ".repeat(200_000) + "x" + " ".repeat(200_000) + "\u0001";
        assertThat(results(keys(), "DKIM-Signature: " + spaces + "\r\nFrom: a@x.example\r\n", "body\r\n"))
                .containsExactly(Result.PERMERROR);
        var names = "v=1; a=rsa-sha256; d=x.example; s=a; bh=AAAA; b=AAAA; h=from" + ":from".repeat(50_000);
        assertThat(results(keys(), "DKIM-Signature: " + names + "\r\nFrom: a@x.example\r\n", "body\r\n"))
                .containsExactly(Result.FAIL);
    }

    @Test // RFC 6376, 8.4
    void looksAtSomeSignaturesOnly() throws IOException {
        var many = "DKIM-Signature: v=1\r\n".repeat(100);
        assertThat(results(keys(), many + SignedSample.HEADER, SignedSample.BODY))
                .hasSize(8);
    }

    private static List<Result> results(KnownDns dns, String header, String body) throws IOException {
        return check(dns, header, body).stream().map(DkimResult::result).toList();
    }

    private static List<DkimResult> check(KnownDns dns, String header, String body) throws IOException {
        var check = new DkimCheck(Arrays.asList(header.split("\r\n(?![ \t])")), dns, NOW);
        // However the network cuts it
        for (byte octet : body.getBytes(StandardCharsets.US_ASCII)) {
            check.body().write(octet);
        }
        return check.finish();
    }
}
