package org.valija.mailbox.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.DnsRecords;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.DkimKeyState;
import org.valija.mailbox.api.dkim.DkimKeysApi;
import org.valija.mailbox.api.dkim.NewDkimKey;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.mailbox.api.dkim.SigningKeysApi;
import org.valija.mailbox.delivery.Post;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;

/** RFC 6376, RFC 8463. */
class DkimKeysTest {

    /** What stands before an Ed25519 key in a SubjectPublicKeyInfo: RFC 8410, 4. */
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static MailboxServer server;
    private static DkimKeysApi keys;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        keys = server.client().api(DkimKeysApi.class);
    }

    private static void domain(String name) {
        server.client().api(DomainsApi.class).create(new NewDomain(name));
    }

    private static List<SigningKey> signing(String domain) {
        return server.client(ServiceName.SMTP).api(SigningKeysApi.class).of(domain);
    }

    private static List<String> published(String domain) {
        return server.client().api(DomainsApi.class).dnsRecords(domain).records().stream()
                .filter(record -> record.name().contains("._domainkey."))
                .map(DnsRecords.Entry::name)
                .toList();
    }

    @ParameterizedTest // RFC 6376, 3.6.1; RFC 8463, 4
    @EnumSource
    void whatIsSignedWithAKeyIsVerifiedByItsRecord(DkimAlgorithm algorithm) throws Exception {
        var domain = algorithm.word() + ".dkim.example";
        domain(domain);
        var key = keys.create(domain, new NewDkimKey(algorithm, "s1"));
        assertThat(signing(domain)).as("not before it is activated").isEmpty();
        keys.activate(domain, "s1");
        var signer = signing(domain).getFirst();
        assertThat(signer.selector()).isEqualTo("s1");
        assertThat(signer.algorithm()).isEqualTo(algorithm);

        var text = "from".getBytes(StandardCharsets.US_ASCII);
        var name = algorithm == DkimAlgorithm.RSA ? "SHA256withRSA" : "Ed25519";
        var signature = Signature.getInstance(name);
        signature.initSign(KeyFactory.getInstance(factory(algorithm))
                .generatePrivate(new PKCS8EncodedKeySpec(signer.privateKey())));
        signature.update(text);
        var signed = signature.sign();
        var verifier = Signature.getInstance(name);
        verifier.initVerify(publicKey(algorithm, key.record()));
        verifier.update(text);
        assertThat(verifier.verify(signed)).isTrue();
    }

    private static String factory(DkimAlgorithm algorithm) {
        return algorithm == DkimAlgorithm.RSA ? "RSA" : "Ed25519";
    }

    private static PublicKey publicKey(DkimAlgorithm algorithm, String record) throws Exception {
        assertThat(record).startsWith("v=DKIM1; k=" + algorithm.word() + "; p=");
        var octets = Base64.getDecoder().decode(record.substring(record.indexOf("p=") + 2));
        if (algorithm == DkimAlgorithm.ED25519) {
            assertThat(octets).hasSize(32);
            var info = new byte[ED25519_HEAD.length + octets.length];
            System.arraycopy(ED25519_HEAD, 0, info, 0, ED25519_HEAD.length);
            System.arraycopy(octets, 0, info, ED25519_HEAD.length, octets.length);
            octets = info;
        }
        var key = KeyFactory.getInstance(factory(algorithm)).generatePublic(new X509EncodedKeySpec(octets));
        if (key instanceof RSAPublicKey rsa) {
            assertThat(rsa.getModulus().bitLength()).isEqualTo(2048);
        }
        return key;
    }

    @Test
    void theKeyBeforeStaysPublishedUntilItIsDeleted() {
        domain("rotate.dkim.example");
        keys.create("rotate.dkim.example", new NewDkimKey(DkimAlgorithm.RSA, "old"));
        keys.create("rotate.dkim.example", new NewDkimKey(DkimAlgorithm.ED25519, "ed"));
        keys.activate("rotate.dkim.example", "old");
        keys.activate("rotate.dkim.example", "ed");
        keys.create("rotate.dkim.example", new NewDkimKey(DkimAlgorithm.RSA, "new"));
        assertThat(published("rotate.dkim.example"))
                .as("before it signs")
                .containsExactly(
                        "ed._domainkey.rotate.dkim.example.",
                        "new._domainkey.rotate.dkim.example.",
                        "old._domainkey.rotate.dkim.example.");
        keys.activate("rotate.dkim.example", "new");
        assertThat(signing("rotate.dkim.example"))
                .extracting(SigningKey::selector)
                .containsExactly("ed", "new");
        assertThat(keys.list("rotate.dkim.example", null, null).items())
                .extracting(key -> key.selector() + " " + key.state().word())
                .containsExactly("ed active", "new active", "old retired");
        assertThat(published("rotate.dkim.example")).hasSize(3);
        assertThatThrownBy(() -> keys.delete("rotate.dkim.example", "new")).isInstanceOf(MailboxException.InUse.class);
        keys.delete("rotate.dkim.example", "old");
        assertThat(published("rotate.dkim.example")).hasSize(2);
    }

    @Test // RFC 1035, 3.3
    void aLongRecordIsPublishedInPieces() {
        domain("long.dkim.example");
        var key = keys.create("long.dkim.example", new NewDkimKey(DkimAlgorithm.RSA, null));
        assertThat(key.state()).isEqualTo(DkimKeyState.PUBLISHED);
        assertThat(key.selector()).matches("rsa-\\d{8}");
        assertThat(keys.create("long.dkim.example", new NewDkimKey(DkimAlgorithm.RSA, null))
                        .selector())
                .isEqualTo(key.selector() + "-2");
        var value = server.client().api(DomainsApi.class).dnsRecords("long.dkim.example").records().stream()
                .filter(record -> record.name().startsWith(key.selector() + "._domainkey"))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(value.split("\" \"")).hasSizeGreaterThan(1).allMatch(piece -> piece.length() <= 256);
        assertThat(value.replace("\" \"", "").replace("\"", "")).isEqualTo(key.record());
    }

    @Test
    void privateKeysAreKeptEncrypted() {
        domain("kept.dkim.example");
        keys.create("kept.dkim.example", new NewDkimKey(DkimAlgorithm.ED25519, "s"));
        keys.activate("kept.dkim.example", "s");
        var kept = new Post(server)
                .texts("select encode(private_key, 'hex') from dkim_key where domain = 'kept.dkim.example'")
                .getFirst();
        var secret =
                HexFormat.of().formatHex(signing("kept.dkim.example").getFirst().privateKey());
        assertThat(kept).doesNotContain(secret.substring(secret.length() - 64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a..b",
                "A",
                "a b",
                "ü",
                "a.",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aSelectorIsMadeOfLabels(String selector) {
        assertThatThrownBy(() -> keys.create("any.dkim.example", new NewDkimKey(DkimAlgorithm.RSA, selector)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("selector"));
    }

    @Test
    void keysAreForDomainsThatAreHereAndHaveANameOfTheirOwn() {
        assertThatThrownBy(() -> keys.create("nowhere.dkim.example", new NewDkimKey(DkimAlgorithm.ED25519, "s")))
                .isInstanceOf(MailboxException.NotFound.class);
        domain("twice.dkim.example");
        keys.create("twice.dkim.example", new NewDkimKey(DkimAlgorithm.ED25519, "s"));
        assertThatThrownBy(() -> keys.create("twice.dkim.example", new NewDkimKey(DkimAlgorithm.ED25519, "s")))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        assertThatThrownBy(() -> keys.activate("twice.dkim.example", "t"))
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void onlyWhoSendsGetsPrivateKeys() {
        assertThatThrownBy(() -> server.client().api(SigningKeysApi.class).of("dkim.example"))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> server.client(ServiceName.IMAP)
                        .api(SigningKeysApi.class)
                        .of("dkim.example"))
                .isInstanceOf(MailboxException.NotPermitted.class);
    }
}
