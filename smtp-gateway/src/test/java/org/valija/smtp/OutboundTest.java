package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.FakeAnswer.lines;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.DkimKeysApi;
import org.valija.mailbox.api.dkim.NewDkimKey;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.smtp.judge.DkimVerdicts;
import org.valija.testkit.DnsZone;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeAnswer;
import org.valija.testkit.FakeMx;
import org.valija.testkit.FakeStep;
import org.valija.testkit.TestPostgres;
import org.valija.testkit.TestSmtp;

/** What users submit goes out to servers of a test zone, whatever these do, and what comes back to the users. */
class OutboundTest {

    private static final String MESSAGE = "From: Ann <%s>\r\nTo: bob@two.example\r\nSubject: x\r\n\r\n.dot\r\nbody\r\n";

    private static MailboxServer mailboxes;
    private static DnsZone dns;
    private static FakeMx first;
    private static FakeMx second;
    private static Gateway gateway;
    /** What the DNS should say of the keys. */
    private static String rsa;

    private static String ed25519;

    @BeforeAll
    static void start() {
        mailboxes = MailboxServer.on(
                TestPostgres.database(),
                "mailbox.relay.retries=1s",
                "mailbox.relay.longest-retry=2s",
                "mailbox.relay.delay-notice=1s",
                "mailbox.relay.lifetime=20s");
        first = new FakeMx("127.0.0.11", 0);
        second = new FakeMx("127.0.0.12", first.port());
        dns = new DnsZone()
                .mx("two.example", 10, "first.two.example")
                .mx("two.example", 20, "second.two.example")
                .address("first.two.example", "127.0.0.11")
                .address("second.two.example", "127.0.0.12")
                .mx("null.example", 0, ".")
                .mx("down.example", 10, "nobody.two.example")
                .mx("down.example", 20, "second.two.example")
                .address("nobody.two.example", "127.0.0.13");
        mailboxes.client().api(DomainsApi.class).create(new NewDomain("valija.example"));
        rsa = key(DkimAlgorithm.RSA, "r1");
        ed25519 = key(DkimAlgorithm.ED25519, "e1");
        gateway = Gateway.before(
                mailboxes,
                "smtp.outbound.enabled=true",
                "smtp.outbound.port=" + first.port(),
                "smtp.outbound.back-off=100ms",
                "smtp.outbound.timeouts.command=2s",
                "smtp.outbound.timeouts.greeting=2s",
                "smtp.outbound.timeouts.data=2s",
                "smtp.outbound.timeouts.block=2s",
                "smtp.outbound.timeouts.message=2s",
                "smtp.dns.servers[0].address=127.0.0.1",
                "smtp.dns.servers[0].port=" + dns.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        mailboxes.close();
        first.close();
        second.close();
        dns.close();
    }

    @AfterEach
    void behave() {
        first.behave();
        second.behave();
    }

    private static String key(DkimAlgorithm algorithm, String selector) {
        var keys = mailboxes.client().api(DkimKeysApi.class);
        keys.create("valija.example", new NewDkimKey(algorithm, selector));
        return keys.activate("valija.example", selector).record();
    }

    private static Inbox user(String name) {
        return Inbox.create(mailboxes, name + "@valija.example");
    }

    private static void submit(Inbox user, List<String> to, String message) {
        try (var smtp = TestSmtp.connectTls(gateway.port("submissions")).login(user.address(), Inbox.PASSWORD)) {
            var answers = smtp.send(
                    user.address(), to, new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(answers.accepted()).as(answers.toString()).isTrue();
        }
    }

    private static void submit(Inbox user, String... to) {
        submit(user, List.of(to), MESSAGE.formatted(user.address()));
    }

    /** State of each recipient of the last message of a user. */
    private static Map<String, OutboundState> states(Inbox user) {
        var api = mailboxes.client().api(OutboundMessagesApi.class);
        var states = new TreeMap<String, OutboundState>();
        api.list(null, null, user.address(), null, null, null, null, null).items().stream()
                .max(Comparator.comparingLong(OutboundMessage::id))
                .ifPresent(last -> api.get(last.id()).recipients().forEach(it -> states.put(it.address(), it.state())));
        return states;
    }

    private static void awaitStates(Inbox user, Map<String, OutboundState> expected) {
        Eventually.within(Duration.ofSeconds(60))
                .until("the states are " + expected, () -> states(user).equals(expected));
    }

    private static List<String> texts(FakeMx mx, Inbox from) {
        return mx.taken().stream()
                .filter(it -> it.mail().contains("<" + from.address() + ">"))
                .map(it -> it.text())
                .toList();
    }

    @Test // RFC 5321, 5; RFC 6376
    void sendsWhatWasSubmittedSigned() throws Exception {
        var ann = user("ann");
        submit(ann, "bob@two.example", "eve@two.example");
        awaitStates(
                ann, Map.of("bob@two.example", OutboundState.DELIVERED, "eve@two.example", OutboundState.DELIVERED));
        var sent = first.taken().stream()
                .filter(it -> it.mail().contains(ann.address()))
                .findFirst()
                .orElseThrow();
        assertThat(sent.recipients())
                .containsExactlyInAnyOrder("RCPT TO:<bob@two.example>", "RCPT TO:<eve@two.example>");
        assertThat(sent.hello()).isEqualTo("mail.example.com");
        assertThat(sent.text())
                .startsWith("DKIM-Signature: ")
                .contains("\r\nReceived: from ")
                .doesNotContain("Return-Path")
                .contains("From: Ann <ann@valija.example>\r\nTo: bob@two.example\r\nSubject: x\r\n")
                .endsWith("\r\n\r\n.dot\r\nbody\r\n");
        assertThat(DkimVerdicts.of(
                        sent.content(),
                        List.of("r1._domainkey.valija.example", rsa, "e1._domainkey.valija.example", ed25519)))
                .containsExactlyInAnyOrder("PASS r1", "PASS e1");
        assertThat(ann.size()).isZero();
    }

    @Test // RFC 5321, 6.1; RFC 3464
    void tellsTheSenderWhoWasRefused() {
        var carl = user("carl");
        first.at(FakeStep.RCPT, "gone@", lines("550 5.1.1 no such user"));
        submit(carl, "gone@two.example", "here@two.example", "x@null.example");
        awaitStates(
                carl,
                Map.of(
                        "gone@two.example",
                        OutboundState.BOUNCED,
                        "here@two.example",
                        OutboundState.DELIVERED,
                        "x@null.example",
                        OutboundState.BOUNCED));
        Eventually.within(Duration.ofSeconds(20)).until("both notices are there", () -> carl.size() == 2);
        var notices = String.join("\r\n", carl.messages());
        assertThat(notices)
                .contains("Return-Path: <>\r\n")
                .contains("Final-Recipient: rfc822; gone@two.example\r\nAction: failed\r\nStatus: 5.1.1\r\n")
                .contains("Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n")
                .contains("Final-Recipient: rfc822; x@null.example\r\nAction: failed\r\nStatus: 5.1.10\r\n")
                .contains("Content-Type: text/rfc822-headers")
                .doesNotContain("Final-Recipient: rfc822; here@two.example");
    }

    @Test // RFC 5321, 5.1: the next one is tried
    void goesToTheNextServerIfTheFirstIsDown() {
        var dora = user("dora");
        submit(dora, "bob@down.example");
        awaitStates(dora, Map.of("bob@down.example", OutboundState.DELIVERED));
        assertThat(texts(second, dora)).hasSize(1);
    }

    @Test // RFC 5321, 4.5.4.1
    void triesAgainWhatWasPutOff() {
        var emma = user("emma");
        first.once(FakeStep.RCPT, lines("450 4.7.1 greylisted"));
        submit(emma, "bob@two.example");
        awaitStates(emma, Map.of("bob@two.example", OutboundState.DELIVERED));
        assertThat(texts(first, emma)).hasSize(1);
    }

    @Test // RFC 3461, 5.2.7; RFC 5321, 4.5.4.1
    void tellsOfDelayAndGivesUpInTheEnd() {
        var hugo = user("hugo");
        first.at(FakeStep.RCPT, "full@", lines("452 4.2.2 full"));
        submit(hugo, "full@two.example");
        awaitStates(hugo, Map.of("full@two.example", OutboundState.EXPIRED));
        Eventually.within(Duration.ofSeconds(20)).until("both notices are there", () -> hugo.size() == 2);
        var notices = hugo.messages();
        assertThat(notices.getFirst()).contains("Action: delayed\r\nStatus: 4.2.2\r\n");
        assertThat(notices.getLast())
                .contains("Action: failed\r\nStatus: 4.4.7\r\n", "Diagnostic-Code: smtp; 452 4.2.2 full\r\n");
    }

    @Test // RFC 5321, 4.5.3.2.6, RFC 1047: twice rather than never
    void anAnswerThatIsLostCostsADuplicateAndNoMessage() {
        var fred = user("fred");
        first.once(FakeStep.MESSAGE, new FakeAnswer.Close());
        submit(fred, "bob@two.example");
        awaitStates(fred, Map.of("bob@two.example", OutboundState.DELIVERED));
        assertThat(texts(first, fred)).hasSize(2);
    }

    @Test
    void oneConnectionServesSeveralMessages() {
        var gina = user("gina");
        int before = first.connections();
        for (int i = 0; i < 5; i++) {
            submit(gina, "bob" + i + "@two.example");
            awaitStates(gina, Map.of("bob" + i + "@two.example", OutboundState.DELIVERED));
        }
        assertThat(texts(first, gina)).hasSize(5);
        assertThat(first.connections()).isLessThan(before + 5);
    }
}
