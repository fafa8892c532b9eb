package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.FakeAnswer.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.outbound.NewOutboundRoute;
import org.valija.mailbox.api.outbound.OutboundOrder.Action;
import org.valija.mailbox.api.outbound.OutboundRoutesApi;
import org.valija.mailbox.api.outbound.SmartHostTls;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeStep;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.ServerCertificate;
import org.valija.testkit.TestSmtp;

/** What senders ask for, and where administrators send mail, on its way to other servers. */
class OutboundOptionsTest {

    private static OutgoingSite site;

    @BeforeAll
    static void start() {
        site = new OutgoingSite(
                "smtp.outbound.connections=2", "smtp.outbound.timeouts.message=1m", "smtp.outbound.timeouts.block=1m");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void route(
            String domain, String host, int port, SmartHostTls tls, @Nullable String user, @Nullable String password) {
        site.mailboxes
                .client()
                .api(OutboundRoutesApi.class)
                .create(new NewOutboundRoute(true, null, domain, host, port, tls, user, password));
    }

    /** Sends a message with parameters of MAIL and RCPT. */
    private static void submit(Inbox user, String mail, String rcpt, String message) {
        try (var smtp = TestSmtp.connectTls(site.gateway().port("submissions")).login(user.address(), Inbox.PASSWORD)) {
            assertThat(smtp.command("MAIL FROM:<" + user.address() + ">" + mail).code())
                    .isEqualTo(250);
            assertThat(smtp.command("RCPT TO:" + rcpt).code()).isEqualTo(250);
            assertThat(smtp.command("DATA").code()).isEqualTo(354);
            assertThat(smtp.command("From: <%s>\r\n%s\r\n.".formatted(user.address(), message))
                            .code())
                    .isEqualTo(250);
        }
    }

    private static String notice(Inbox user) {
        Eventually.within(Duration.ofSeconds(60)).until("the notice is there", () -> user.size() > 0);
        return user.messages().getLast();
    }

    @Test // RFC 4954, 4; RFC 5802, 3: the smart host is another site of ours, which offers SCRAM
    void aSmartHostIsLoggedInToWithoutTellingThePassword() {
        var ann = site.user("ann");
        var hub = Gateway.shared();
        Inbox.create(ann.address());
        var bob = Inbox.create("bob@hub.example");
        route(
                "hub.example",
                "127.0.0.1",
                hub.port("submission"),
                SmartHostTls.ENCRYPTED,
                ann.address(),
                Inbox.PASSWORD);
        site.submit(ann, bob.address());
        site.awaitStates(ann, "bob delivered 2.0.0");
        assertThat(bob.message()).contains("with ESMTPSA id");
        assertThat(site.last(ann).recipients().getFirst().history())
                .satisfiesExactly(attempt -> assertThat(attempt.tls()).startsWith("TLSv1.3"));
    }

    @Test // RFC 4616, 2: over TLS, and never before it
    void aSmartHostThatKnowsNothingBetterIsToldThePassword() {
        var bea = site.user("bea");
        var mx = site.server("plainauth.example")
                .withTls(ServerCertificate.forHost("mx.plainauth.example"))
                .offering("AUTH LOGIN PLAIN");
        route("plainauth.example", "mx.plainauth.example", mx.port(), SmartHostTls.ENCRYPTED, "valija", "pä55");
        site.submit(bea, "bob@plainauth.example");
        site.awaitStates(bea, "bob delivered 2.0.0");
        var secret = Base64.getEncoder().encodeToString("\0valija\0pä55".getBytes(StandardCharsets.UTF_8));
        assertThat(mx.heard()).containsSubsequence("STARTTLS", "AUTH PLAIN " + secret);
    }

    @Test // RFC 4954, 6: whoever wrote the password may mend it, so that mail waits
    void aSmartHostThatRefusesTheLoginHasMailWait() {
        var ben = site.user("ben");
        route(
                "locked.example",
                "127.0.0.1",
                Gateway.shared().port("submission"),
                SmartHostTls.ENCRYPTED,
                "nobody@x.example",
                "no");
        site.submit(ben, "bob@locked.example");
        site.awaitStates(ben, "bob deferred 4.7.8");
    }

    @Test // RFC 6125, 6: a certificate of somebody else, and of nobody who is trusted
    void aSmartHostThatHasToProveItselfGetsNothingUntilItDoes() {
        var carl = site.user("carl");
        var mx = site.server("strict.example").withTls(ServerCertificate.forHost("somebody.else.example"));
        route("strict.example", "mx.strict.example", mx.port(), SmartHostTls.VERIFIED, null, null);
        site.submit(carl, "bob@strict.example");
        site.awaitStates(carl, "bob deferred 4.7.5");
        assertThat(mx.taken()).isEmpty();
    }

    @Test // RFC 3461, 5.2.2 and 6.3
    void whoeverWantsToHearOfSuccessHearsWhereTheTraceEnds() {
        var dora = site.user("dora");
        var mx = site.server("plain.example");
        submit(
                dora,
                " RET=HDRS ENVID=QQ314",
                "<bob@plain.example> NOTIFY=SUCCESS ORCPT=rfc822;Bob@plain.example",
                "\r\nx");
        assertThat(notice(dora))
                .contains("Original-Envelope-Id: QQ314\r\n")
                .contains("Original-Recipient: rfc822; Bob@plain.example\r\n")
                .contains("Action: relayed\r\nStatus: 2.0.0\r\n");
        assertThat(mx.only().mail()).doesNotContain("ENVID");
    }

    @Test // RFC 3461, 5.2.1: the next server tells
    void whoeverWantsToHearOfSuccessHearsItOfTheNextServer() {
        var emma = site.user("emma");
        var mx = site.server("dsn.example").offering("DSN", "PIPELINING");
        submit(emma, " RET=FULL ENVID=QQ315", "<bob@dsn.example> NOTIFY=SUCCESS,FAILURE", "\r\nx");
        site.awaitStates(emma, "bob delivered 2.0.0");
        assertThat(mx.only().mail()).contains(" RET=FULL", " ENVID=QQ315");
        assertThat(mx.only().recipients()).containsExactly("RCPT TO:<bob@dsn.example> NOTIFY=FAILURE,SUCCESS");
        assertThat(emma.size()).isZero();
    }

    @Test // RFC 5321, 4.5.4.1; RFC 3461, 5.2.7
    void whoeverWaitsForLongIsTold() {
        var fred = site.user("fred");
        var mx = site.server("slow.example").at(FakeStep.RCPT, lines("452 4.2.2 full"));
        site.submit(fred, "bob@slow.example");
        site.awaitStates(fred, "bob deferred 4.2.2");
        assertThat(fred.size()).isZero();
        site.clock.advance(Duration.ofHours(5));
        site.order(fred, Action.RETRY);
        assertThat(notice(fred)).contains("Action: delayed\r\nStatus: 4.2.2\r\n");
        site.clock.advance(Duration.ofDays(5));
        site.order(fred, Action.RETRY);
        site.awaitStates(fred, "bob expired 4.2.2");
        Eventually.eventually("it is told", () -> fred.size() == 2);
        assertThat(fred.messages().getLast()).contains("Action: failed\r\nStatus: 4.4.7\r\n");
        assertThat(mx.taken()).isEmpty();
    }

    @Test // RFC 5321, 2.3.8 and 4.5.2
    void aLargeMessageArrivesAsItIs() throws IOException {
        var gina = site.user("gina");
        var mx = site.server("large.example").offering("SIZE 50000000", "PIPELINING", "8BITMIME");
        byte[] message;
        try (var in = LargeMessage.withAttachmentOf(20_000_000)) {
            message = in.readAllBytes();
        }
        try (var smtp = TestSmtp.connectTls(site.gateway().port("submissions")).login(gina.address(), Inbox.PASSWORD)) {
            var from = ("From: <" + gina.address() + ">\r\n").getBytes(StandardCharsets.US_ASCII);
            var own = new String(message, 0, 4_000, StandardCharsets.ISO_8859_1).replaceFirst("(?im)^From: .*\r\n", "");
            var head = own.getBytes(StandardCharsets.ISO_8859_1);
            var whole = new byte[from.length + head.length + message.length - 4_000];
            System.arraycopy(from, 0, whole, 0, from.length);
            System.arraycopy(head, 0, whole, from.length, head.length);
            System.arraycopy(message, 4_000, whole, from.length + head.length, message.length - 4_000);
            message = whole;
            assertThat(smtp.send(gina.address(), List.of("bob@large.example"), new ByteArrayInputStream(message))
                            .accepted())
                    .isTrue();
        }
        site.awaitStates(gina, "bob delivered 2.0.0");
        var came = mx.only().content();
        int front = came.length - message.length;
        assertThat(front).isBetween(1, 2_000);
        assertThat(mx.only().mail()).contains(" SIZE=" + came.length);
        // Behind the trace, which stands in front
        assertThat(Arrays.equals(came, front, came.length, message, 0, message.length))
                .isTrue();
    }

    @Test // RFC 1870, 6.1: it is told before anything is sent
    void whatIsTooLargeForTheServerIsNotSent() {
        var hugo = site.user("hugo");
        var mx = site.server("small.example").offering("SIZE 100", "PIPELINING");
        site.submit(hugo, "bob@small.example");
        site.awaitStates(hugo, "bob bounced 5.3.4");
        assertThat(mx.heard()).noneMatch(it -> it.startsWith("MAIL"));
        assertThat(notice(hugo)).contains("Status: 5.3.4\r\n");
    }

    @Test // RFC 6531, 3.2; RFC 6533, 3 and 4
    void whatNeedsUtf8ComesBackWhereTheServerKnowsNone() {
        var ida = site.user("ida");
        var mx = site.server("ascii.example");
        site.submit(
                ida,
                "From: <%s>\r\nSubject: grüße\r\n\r\nx\r\n".formatted(ida.address()),
                List.of("bøb@ascii.example"));
        site.awaitStates(ida, "bøb bounced 5.6.7");
        assertThat(mx.heard()).noneMatch(it -> it.startsWith("MAIL"));
        assertThat(new String(notice(ida).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .contains("message/global-delivery-status")
                .contains("Final-Recipient: utf-8; bøb@ascii.example\r\n");
    }

    @Test
    void aDestinationSeesNoMoreConnectionsThanItShould() {
        var jan = site.user("jan");
        var mx = site.server("busy.example");
        for (int i = 0; i < 12; i++) {
            site.submit(jan, "bob" + i + "@busy.example");
        }
        Eventually.within(Duration.ofSeconds(60))
                .until("all are sent", () -> mx.taken().size() == 12);
        assertThat(mx.mostConnections()).isLessThanOrEqualTo(2);
    }
}
