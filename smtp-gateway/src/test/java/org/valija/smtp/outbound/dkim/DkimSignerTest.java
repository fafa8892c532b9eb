package org.valija.smtp.outbound.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.smtp.data.Header;
import org.valija.smtp.judge.DkimVerdicts;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.testkit.Corpus;
import org.valija.testkit.RealClient;
import org.valija.testkit.Sample;

/** Signatures that others verify: the judge of strangers' mail here, and dkimpy. */
class DkimSignerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private static KeyPair rsa;
    private static KeyPair ed25519;

    @BeforeAll
    static void makeKeys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static List<SigningKey> keys() {
        return List.of(
                new SigningKey(
                        "example.org", "r1", DkimAlgorithm.RSA, rsa.getPrivate().getEncoded()),
                new SigningKey(
                        "example.org",
                        "e1",
                        DkimAlgorithm.ED25519,
                        ed25519.getPrivate().getEncoded()));
    }

    private static String rsaRecord() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(rsa.getPublic().getEncoded());
    }

    private static String ed25519Record() {
        var encoded = ed25519.getPublic().getEncoded();
        return "v=DKIM1; k=ed25519; p="
                + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static byte[] signed(byte[] content) throws Exception {
        var message = QueuedMessage.read(() -> new ByteArrayInputStream(content));
        var fields = new DkimSigner(CLOCK).sign(message.header().raw(), message.bodyHash(), keys());
        try (var in = message.open()) {
            return (fields + new String(in.readAllBytes(), ISO_8859_1)).getBytes(ISO_8859_1);
        }
    }

    /** Those that have an author, and so a domain to sign for. */
    static List<Sample> corpus() {
        return Corpus.small().stream()
                .filter(Sample::sendable)
                .filter(sample -> Header.of(octets(sample)).has("from"))
                .toList();
    }

    private static byte[] octets(Sample sample) {
        try (var in = sample.source().get()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> verdicts(byte[] message) throws Exception {
        return DkimVerdicts.of(
                message,
                List.of("r1._domainkey.example.org", rsaRecord(), "e1._domainkey.example.org", ed25519Record()));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whateverIsSignedVerifies(Sample sample) throws Exception {
        assertThat(verdicts(signed(octets(sample)))).as(sample.name()).startsWith("PASS r1", "PASS e1");
    }

    @Test // RFC 6376, 3.4, 5.4.2 and 8.15
    void changesOfWhatIsSignedAreSeen() throws Exception {
        var content = "Return-Path: <ann@example.org>\r\nReceived: from x\r\nFrom: Ann <ann@example.org>\r\n"
                + "Subject:  two\r\n\twords \r\nTo: bob@example.com\r\n\r\nHello  Bob \r\n\r\n\r\n";
        var signed = new String(signed(content.getBytes(US_ASCII)), ISO_8859_1);
        assertThat(signed).doesNotContain("Return-Path").contains("h=From:From:");
        assertThat(signed.lines()).allMatch(line -> line.length() <= 78);
        assertThat(verdicts(signed.getBytes(US_ASCII))).containsExactly("PASS r1", "PASS e1");
        var harmless = signed.replace("Subject:  two\r\n\twords \r\n", "subject: two words\r\n")
                .replace("Hello  Bob \r\n\r\n\r\n", "Hello Bob\r\n")
                .replace("Received: from x\r\n", "Received: from y\r\nReceived: from x\r\n");
        assertThat(verdicts(harmless.getBytes(US_ASCII))).containsExactly("PASS r1", "PASS e1");
        for (var forged : List.of(
                signed.replace("Hello  Bob", "Hello Eve"),
                signed.replace("Subject:  two", "Subject:  three"),
                signed.replace("To: bob", "From: eve@example.com\r\nTo: bob"),
                signed.replace("To: bob", "Cc: eve@example.com\r\nTo: bob"))) {
            assertThat(verdicts(forged.getBytes(US_ASCII))).containsExactly("FAIL r1", "FAIL e1");
        }
    }

    @Test // RFC 8463, 3
    void dkimpyAgrees(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("r1"), rsaRecord());
        Files.writeString(folder.resolve("e1"), ed25519Record());
        Files.writeString(folder.resolve("verify.py"), """
                import sys, dkim
                def record(name, timeout=5):
                    return open(sys.argv[1] + "/" + name.decode().split(".")[0], "rb").read()
                for name in sys.argv[2:]:
                    try:
                        check = dkim.DKIM(open(name, "rb").read())
                    except dkim.MessageFormatError:
                        print(name, "is no message")
                        continue
                    print(name, *[check.verify(idx=i, dnsfunc=record) for i in range(2)])
                """);
        RealClient.find("dkimverify");
        var arguments = new ArrayList<>(List.of(folder.resolve("verify.py").toString(), folder.toString()));
        for (var sample : corpus()) {
            var message = folder.resolve(sample.name() + ".eml");
            Files.write(message, signed(octets(sample)));
            arguments.add(message.toString());
        }
        // Debian's, which has its modules
        var python = new RealClient(Path.of("/usr/bin/python3"), folder, Map.of(), Duration.ofMinutes(2));
        var result = python.run(arguments.toArray(String[]::new)).succeeded();
        assertThat(result.out().lines()).hasSize(corpus().size());
        assertThat(result.out().lines().filter(line -> !line.endsWith(" True True")))
                .hasSizeLessThan(3)
                .allMatch(line -> line.endsWith("is no message"));
    }
}
