package org.valija.smtp.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.testkit.RealClient;

/** Canonical forms: RFC 6376, 3.4. What dkimpy makes of the same octets is what ours has to be. */
class CanonicalizationTest {

    /** What matters to a canonical form, and what some take for white space. */
    private static final List<String> PIECES = List.of(
            " ", "\t", "\r\n", "\r\n\r\n", " \r\n", "\r", "\n", "a", "bc", "\u00e4", "\u00a0", "\u0085", "\u0000");

    private static final String DKIMPY = """
            import sys, hashlib
            from dkim.canonicalization import Simple, Relaxed
            form = {"SIMPLE": Simple, "RELAXED": Relaxed}[sys.argv[1]]
            for line in sys.stdin:
                kind, octets = line.split(" ")
                octets = bytes.fromhex(octets)
                if kind == "body":
                    print(hashlib.sha256(form.canonicalize_body(octets)).hexdigest())
                else:
                    name, value = octets.split(b":", 1)
                    print(b":".join(form.canonicalize_headers([(name, value + b"\\r\\n")])[0]).hex())
            """;

    @ParameterizedTest // RFC 6376, 3.4.3 and 3.4.4
    @CsvSource({
        "SIMPLE,  '',             frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=",
        "SIMPLE,  '\r\n\r\n',     frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=",
        "RELAXED, '',             47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "RELAXED, '\r\n\r\n',     47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "RELAXED, ' \t\r\n \r\n', 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    })
    void anEmptyBodyIsAnEmptyLineOrNothing(Canonicalization form, String body, String hash) {
        assertThat(Base64.getEncoder().encodeToString(hash(form, BodyHash.WHOLE, body, 1)))
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource
    void bodiesHashAsDkimpyHashesThem(Canonicalization form) {
        var random = new Random(6376);
        var bodies = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            // Without it, dkimpy leaves space before the end where the RFC has none: mail ends with a line's end
            bodies.add(pieces(random) + "\r\n");
        }
        var theirs = dkimpy(form, "body", bodies);
        for (int i = 0; i < bodies.size(); i++) {
            var ours = hash(form, BodyHash.WHOLE, bodies.get(i), 1 + random.nextInt(5));
            assertThat(HexFormat.of().formatHex(ours)).as(hex(bodies.get(i))).isEqualTo(theirs.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fieldsAreAsDkimpyHasThem(Canonicalization form) {
        var random = new Random(822);
        var fields = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            // Not at its ends: dkimpy takes more for white space there than SP and HTAB
            fields.add(List.of("Subject:", "X-Odd \t:", "from: ", "TO:\r\n ").get(random.nextInt(4))
                    + "v" + pieces(random).replace("\r\n", "\r\n ") + "x"
                    + List.of("", " ", "\t\r\n ").get(random.nextInt(3)));
        }
        var theirs = dkimpy(form, "header", fields);
        for (int i = 0; i < fields.size(); i++) {
            assertThat(hex(form.field(fields.get(i)) + "\r\n"))
                    .as(hex(fields.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test // RFC 6376, 3.5: l=
    void onlySoMuchIsHashed() {
        var whole = hash(Canonicalization.RELAXED, BodyHash.WHOLE, "two words", 1);
        assertThat(hash(Canonicalization.RELAXED, 11, "two \t words \r\n\r\nmore", 3))
                .isEqualTo(whole);
        var shorter = new BodyHash(Canonicalization.SIMPLE, 6);
        shorter.write('a');
        assertThat(shorter.value()).hasSize(32);
        assertThat(shorter.reachedLimit()).isFalse();
    }

    @ParameterizedTest // RFC 6376, 3.7: b= is signed empty, whatever stood there and wherever
    @CsvSource(delimiter = '|', textBlock = """
            v=1; b=abc; bh=xyz       | v=1; b=; bh=xyz
            v=1; bh=b=; b = ab cd    | v=1; bh=b=; b =
            b=ab ;v=1;               | b=;v=1;
            v=1; bb=1;B=2; z=b=3;b=4 | v=1; bb=1;B=2; z=b=3;b=
            """)
    void aSignatureIsNotSigned(String signature, String signed) {
        var octets = SignedHeader.octets(
                List.of(), List.of(), Canonicalization.SIMPLE, "DKIM-Signature: " + signature.strip());
        assertThat(new String(octets, ISO_8859_1)).isEqualTo("DKIM-Signature: " + signed.strip());
    }

    private static String pieces(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** However the network cuts it. */
    private static byte[] hash(Canonicalization form, long limit, String body, int piece) {
        var hash = new BodyHash(form, limit);
        var octets = body.getBytes(ISO_8859_1);
        for (int at = 0; at < octets.length; at += piece) {
            hash.write(octets, at, Math.min(piece, octets.length - at));
        }
        return hash.value();
    }

    private static List<String> dkimpy(Canonicalization form, String kind, List<String> texts) {
        RealClient.find("dkimverify");
        // Debian's, which has its modules
        var python = new RealClient(
                Path.of("/usr/bin/python3"), Path.of("").toAbsolutePath(), Map.of(), Duration.ofMinutes(1));
        var input = new StringBuilder();
        texts.forEach(text -> input.append(kind).append(' ').append(hex(text)).append('\n'));
        return python.run(input.toString().getBytes(ISO_8859_1), "-c", DKIMPY, form.name())
                .succeeded()
                .out()
                .lines()
                .toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
    }
}
