package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.smtp.judge.SignedSample;
import org.valija.smtp.outbound.dkim.DkimSigner;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.testkit.DnsZone;
import org.valija.testkit.Transcript;

/** Mail from strangers, over a DNS of the test: what stands in front of it, and what is refused. */
class JudgeTest {

    /** A conversation up to RCPT, from an address that a proxy tells. */
    private static final String FROM = """
            C: PROXY TCP4 {client} 192.0.2.1 4711 25
            S: 220 <any>
            C: EHLO {helo}
            S: <lines>
            S: 250 STARTTLS
            C: MAIL FROM:<{from}>
            S: 250 <any>
            """;

    private static final String TO_DATA = FROM + """
            C: RCPT TO:<{to}>
            S: 250 <any>
            C: DATA
            S: 354 <any>
            """;

    private static DnsZone dns;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        dns = new DnsZone()
                .txt(SignedSample.ED25519_NAME, SignedSample.ED25519_KEY)
                .txt(SignedSample.RSA_NAME, SignedSample.RSA_KEY)
                .txt("football.example.com", "v=spf1 ip4:203.0.113.7 -all")
                .txt("_dmarc.football.example.com", "v=DMARC1; p=reject")
                .host("mx.football.example.com", "203.0.113.7")
                .txt("strict.example", "v=spf1 ip4:203.0.113.7 -all")
                .txt("_dmarc.strict.example", "v=DMARC1; p=reject; pct=100")
                .txt("_dmarc.soft.example", "v=DMARC1; p=quarantine")
                .fails("_dmarc.away.example")
                .fails("away.example")
                .txt("_dmarc.halfway.example", "v=DMARC1; p=reject")
                .fails("halfway.example")
                .host("mx.listed.example", "203.0.113.66")
                .address("66.113.0.203.bl.example", "127.0.0.2")
                .host("mx.blocked.example", "203.0.113.67")
                .address("67.113.0.203.bl.example", "127.255.255.254")
                .address("67.113.0.203.bl.example", "127.255.255.252");
        gateway = gateway();
    }

    private static Gateway gateway(String... more) {
        var settings = new String[] {
            "smtp.judge.exempt=",
            "smtp.dns.servers[0].address=127.0.0.1",
            "smtp.dns.servers[0].port=" + dns.port(),
            "smtp.dns.timeout=2s",
            "smtp.dns.attempts=1",
            "smtp.judge.lists.bl.zone=bl.example",
            "smtp.judge.lists.bl.weight=10",
            "smtp.listeners.mx.listen.trusted-proxies=127.0.0.1/32"
        };
        var all = Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new);
        return Gateway.before(Gateway.mailboxes(), all);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        dns.close();
    }

    private static Transcript mx(Gateway gateway, String client, String helo, String from, String to) {
        return gateway.mx()
                .with("client", client)
                .with("helo", helo)
                .with("from", from)
                .with("to", to);
    }

    @Test // RFC 8601, 2.2 and 5; RFC 7208, 9.1; RFC 8463
    void tellsWhatItFoundAndRemovesWhatOthersSaidInOurName() {
        var ann = Inbox.create("passed@judge.example");
        var message = "Authentication-Results: mail.example.com; dmarc=pass\r\n"
                + "Authentication-Results: (hello) Mail.Example.Com 1;\r\n\tspf=pass\r\n"
                + "Authentication-Results: other.example; spf=pass\r\n"
                + SignedSample.HEADER;
        mx(gateway, "203.0.113.7", "mx.football.example.com", "joe@football.example.com", ann.address())
                .with("message", escaped(message + "\r\n" + SignedSample.BODY))
                .play(TO_DATA + """
                        C| {message}
                        C: .
                        S: 250 <any>
                        """);
        var stored = ann.message();
        assertThat(stored)
                .endsWith("\r\nAuthentication-Results: other.example; spf=pass\r\n" + SignedSample.HEADER + "\r\n"
                        + SignedSample.BODY)
                .contains(("""
                        Authentication-Results: mail.example.com;
                        	iprev=pass policy.iprev=203.0.113.7;
                        	spf=pass smtp.mailfrom=football.example.com;
                        	dkim=pass header.d=football.example.com header.s=brisbane;
                        	dkim=pass header.d=football.example.com header.s=test;
                        	dmarc=pass (p=reject) header.from=football.example.com
                        """).replace("\n", "\r\n"))
                .contains("\r\nReceived-SPF: pass ")
                .containsOnlyOnce("Authentication-Results: mail.example.com");
    }

    @ParameterizedTest // RFC 7489, 6.3; a DNS failure is never a refusal for good
    @CsvSource(delimiter = '|', textBlock = """
            eve@strict.example   | 203.0.113.9 | a@strict.example   | 550 5.7.1 Not wanted: DMARC policy of strict.example
            eve@strict.example   | 203.0.113.7 | a@strict.example   | 250 2.0.0 <any>
            eve@b.example        | 203.0.113.9 | a@soft.example     | 250 2.0.0 <any>
            eve@b.example        | 203.0.113.9 | a@away.example     | 250 2.0.0 <any>
            eve@halfway.example  | 203.0.113.9 | a@halfway.example  | 451 4.7.1 Try again later: the DNS of halfway.example does not answer
            eve@nowhere.example  | 203.0.113.9 | a@nowhere.example  | 250 2.0.0 <any>
            """)
    void followsThePolicyOfTheAuthorsDomain(String from, String client, String author, String reply) {
        var local = "policy" + Integer.toHexString((from + client + author).hashCode()) + "@judge.example";
        var ann = Inbox.create(local);
        mx(gateway, client, "mx.football.example.com", from, local)
                .with("author", author)
                .play(TO_DATA + """
                        C: From: <{author}>
                        C:\s
                        C: body
                        C: .
                        S: %s
                        """.formatted(reply));
        boolean stored = reply.startsWith("250");
        boolean junk = author.equals("a@soft.example");
        assertThat(ann.size()).isEqualTo(stored && !junk ? 1 : 0);
        assertThat(ann.size("Junk")).isEqualTo(stored && junk ? 1 : 0);
    }

    @Test
    void onlyMonitorsWhereThatIsSet() {
        var ann = Inbox.create("monitor@judge.example");
        try (var monitoring = gateway("smtp.judge.dmarc=monitor", "smtp.judge.spf-fail=0")) {
            mx(monitoring, "203.0.113.9", "x.example", "eve@strict.example", ann.address())
                    .play(TO_DATA + """
                            C: From: <eve@strict.example>
                            C: .
                            S: 250 <any>
                            """);
        }
        assertThat(ann.message())
                .contains("spf=fail smtp.mailfrom=strict.example")
                .contains("dkim=none (no signature)")
                .contains("dmarc=fail (p=reject) header.from=strict.example");
    }

    @Test // RFC 5782, 2.1; RFC 5321, 4.5.1
    void refusesClientsThatAreListedButThePostmasterHearsThem() {
        Inbox.create("postmaster@judge.example");
        Inbox.create("listed@judge.example");
        mx(gateway, "203.0.113.66", "mx.listed.example", "eve@listed.example", "")
                .play(FROM + """
                        C: RCPT TO:<listed@judge.example>
                        S: 550 5.7.1 Not wanted: listed by bl.example
                        C: RCPT TO:<postmaster@judge.example>
                        S: 250 <any>
                        """);
        mx(gateway, "203.0.113.67", "mx.blocked.example", "eve@blocked.example", "")
                .play(FROM + """
                        C: RCPT TO:<listed@judge.example>
                        S: 250 <any>
                        """);
    }

    @Test // RFC 6647
    void tellsSuspectsToComeAgain() {
        Inbox.create("grey@judge.example");
        try (var greylisting = gateway("smtp.judge.greylist=1h")) {
            mx(greylisting, "203.0.113.99", "x.example", "eve@grey.example", "").play(FROM + """
                    C: RCPT TO:<grey@judge.example>
                    S: 450 4.7.1 Greylisted; try again in <n> s
                    """);
            mx(greylisting, "203.0.113.7", "mx.football.example.com", "joe@football.example.com", "")
                    .play(FROM + """
                            C: RCPT TO:<grey@judge.example>
                            S: 250 <any>
                            """);
        }
    }

    @Test // RFC 6376, 3.4; a large one is kept in a file, and comes out as it went in
    void verifiesALargeMessage() throws Exception {
        var ann = Inbox.create("large@judge.example");
        var keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        var pair = keys.generateKeyPair();
        dns.txt(
                "s1._domainkey.large.example",
                "v=DKIM1; p="
                        + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        var message = "From: a@large.example\r\nSubject: large\r\n\r\n" + ("x".repeat(76) + "\r\n").repeat(20_000);
        var octets = message.getBytes(StandardCharsets.US_ASCII);
        var queued = QueuedMessage.read(() -> new ByteArrayInputStream(octets));
        var key = new SigningKey(
                "large.example", "s1", DkimAlgorithm.RSA, pair.getPrivate().getEncoded());
        var signature =
                new DkimSigner(InstantSource.system()).sign(queued.header().raw(), queued.bodyHash(), List.of(key));
        mx(gateway, "203.0.113.9", "x.example", "a@large.example", ann.address())
                .with("message", escaped(signature + message))
                .play(TO_DATA + """
                        C| {message}
                        C: .
                        S: 250 <any>
                        """);
        assertThat(ann.message())
                .contains("dkim=pass header.d=large.example header.s=s1")
                .endsWith(signature + message);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c == '\\' || c == '{' ? "\\x%02x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
