package org.valija.smtp.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.smtp.data.Header;
import org.valija.testkit.Corpus;
import org.valija.testkit.RealClient;

/** Messages that dkimpy signed, by RSA and by Ed25519 and in every canonical form: RFC 6376 and RFC 8463. */
class DkimpyTest {

    private static final String SIGN = """
            import os, sys, dkim
            folder = sys.argv[1]
            read = lambda name: open(os.path.join(folder, name), "rb").read()
            keys = [(b"r1", b"rsa-sha256", read("rsa.pem")), (b"e1", b"ed25519-sha256", read("ed25519"))]
            for name in [n for n in os.listdir(folder) if n.endswith(".eml")]:
                message = read(name)
                for header in [b"simple", b"relaxed"]:
                    for body in [b"simple", b"relaxed"]:
                        for length in [False, True]:
                            signatures = b""
                            try:
                                for selector, algorithm, key in keys:
                                    signatures += dkim.sign(message, selector, b"example.org", key, length=length,
                                        canonicalize=(header, body), signature_algorithm=algorithm)
                            except dkim.DKIMException:
                                continue
                            out = ".".join([name, header.decode(), body.decode(), str(length), "signed"])
                            open(os.path.join(folder, out), "wb").write(signatures + message)
            """;

    private static KeyPair rsa;
    private static KeyPair ed25519;

    @BeforeAll
    static void makeKeys() throws Exception {
        RealClient.find("dkimverify");
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024); // the shortest that counts, as Python is slow with long ones
        rsa = generator.generateKeyPair();
        ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void signaturesOfDkimpyAreGood(@TempDir Path folder) throws Exception {
        var messages = new LinkedHashMap<String, String>();
        messages.put("empty-body", "From: a@example.org\r\nSubject: x\r\n\r\n");
        messages.put("empty-lines", "From: a@example.org\r\n\r\n\r\n \r\n\t\r\n\r\n");
        messages.put(
                "latin-1",
                "From: J\u00fcrgen <j@example.org>\r\nSubject: Gr\u00fc\u00dfe \u00a0\r\n\r\nsch\u00f6n\r\n");
        messages.put(
                "folded",
                "From: a@example.org\r\nSubject:\r\n two\r\n\twords  \r\nTo: b@example.org,\r\n c@example.org\r\n\r\nx\r\n");
        messages.put(
                "twice",
                "From: a@example.org\r\nTo: b@example.org\r\nReceived: 1\r\nReceived: 2\r\nTo: c@example.org\r\n\r\nx\r\n");
        messages.put("spaces", "From:a@example.org\r\nSUBJECT:\t x\r\n\r\n a  b \t\r\n\r\n c\r\n\r\n\r\n");
        for (var sample : Corpus.small()) {
            try (var in = sample.source().get()) {
                var octets = in.readAllBytes();
                var text = new String(octets, ISO_8859_1);
                // dkimpy ends lines at a bare LF too
                if (sample.sendable()
                        && Header.of(octets).has("from")
                        && !text.replace("\r\n", "").contains("\n")) {
                    messages.put("corpus-" + sample.name(), text);
                }
            }
        }
        var signed = sign(folder, messages);
        assertThat(signed).hasSizeGreaterThan(8 * 80);
        for (var message : signed) {
            assertThat(verdicts(Files.readString(message, ISO_8859_1)))
                    .as(message.getFileName().toString())
                    .startsWith("PASS r1", "PASS e1");
        }
    }

    @Test // RFC 6376, 3.5 and 8.2: what stands behind l= is not signed
    void lengthsCount(@TempDir Path folder) throws Exception {
        sign(folder, Map.of("short", "From: a@example.org\r\n\r\nfirst line\r\nsecond\r\n"));
        var message = Files.readString(folder.resolve("short.eml.simple.simple.True.signed"), ISO_8859_1);
        assertThat(message).contains("l=20;");
        assertThat(verdicts(message + "a list's footer\r\n")).containsExactly("PASS r1", "PASS e1");
        assertThat(verdicts(message.replace("first", "worst"))).containsExactly("FAIL r1", "FAIL e1");
        assertThat(verdicts(message.replace("second\r\n", ""))).containsExactly("FAIL r1", "FAIL e1");
        assertThat(verdicts(message.replace("l=20;", "l=21;"))).containsExactly("FAIL r1", "FAIL e1");
    }

    @Test // RFC 6376, 3.4.1 and 3.4.3: the simple form forgives nothing
    void simpleIsExact(@TempDir Path folder) throws Exception {
        sign(folder, Map.of("exact", "From: a@example.org\r\nSubject: x y\r\n\r\na b\r\n"));
        var message = Files.readString(folder.resolve("exact.eml.simple.simple.False.signed"), ISO_8859_1);
        assertThat(verdicts(message + "\r\n\r\n")).containsExactly("PASS r1", "PASS e1");
        for (var changed : List.of(
                message.replace("Subject: x y", "subject: x y"),
                message.replace("Subject: x y", "Subject: x  y"),
                message.replace("a b\r\n", "a  b\r\n"),
                message.replace("a b\r\n", "a b \r\n"),
                message.replace("c=simple/simple", "c=relaxed/relaxed"))) {
            assertThat(verdicts(changed)).as(changed).containsExactly("FAIL r1", "FAIL e1");
        }
    }

    private static List<Path> sign(Path folder, Map<String, String> messages) throws IOException {
        for (var message : messages.entrySet()) {
            Files.writeString(folder.resolve(message.getKey() + ".eml"), message.getValue(), ISO_8859_1);
        }
        Files.writeString(folder.resolve("rsa.pem"), pem(rsa.getPrivate().getEncoded()));
        Files.writeString(folder.resolve("ed25519"), last32(ed25519.getPrivate().getEncoded()));
        // Debian's, which has its modules
        new RealClient(Path.of("/usr/bin/python3"), folder, Map.of(), Duration.ofMinutes(3))
                .run("-c", SIGN, folder.toString())
                .succeeded();
        try (var files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".signed")).toList());
        }
    }

    private static List<String> verdicts(String message) throws IOException {
        return DkimVerdicts.of(
                message.getBytes(ISO_8859_1),
                List.of(
                        "r1._domainkey.example.org",
                        "v=DKIM1; k=rsa; p="
                                + Base64.getEncoder()
                                        .encodeToString(rsa.getPublic().getEncoded()),
                        "e1._domainkey.example.org",
                        "v=DKIM1; k=ed25519; p=" + last32(ed25519.getPublic().getEncoded())));
    }

    private static String pem(byte[] pkcs8) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The key itself, behind what says that it is one: RFC 8410, 4 and 7. */
    private static String last32(byte[] encoded) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
