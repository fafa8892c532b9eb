package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.FakeAnswer.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.valija.mailbox.api.outbound.OutboundOrder.Action;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeAnswer;
import org.valija.testkit.FakeMx;
import org.valija.testkit.FakeStep;
import org.valija.testkit.ServerCertificate;

/**
 * Whatever a server does, each recipient of a message comes to the state that it should, with its attempt, its event and,
 * where it is given up, its notice; and what was put off goes out when the server has come to its senses.
 */
class OutboundFaultsTest {

    /** A message to bob and eve at a server that does this. Each fault has a server of its own, so that all run at once. */
    private static final String FAULTS = """
            GREETING hang            | bob deferred 4.4.2, eve deferred 4.4.2
            GREETING close           | bob deferred 4.4.2, eve deferred 4.4.2
            GREETING garbage         | bob deferred 4.5.0, eve deferred 4.5.0
            GREETING flood           | bob deferred 4.5.0, eve deferred 4.5.0
            GREETING 421 4.3.2 busy  | bob deferred 4.3.2, eve deferred 4.3.2
            GREETING 554 no mail     | bob bounced 5.0.0, eve bounced 5.0.0
            EHLO hang                | bob deferred 4.4.2, eve deferred 4.4.2
            EHLO close               | bob deferred 4.4.2, eve deferred 4.4.2
            EHLO garbage             | bob deferred 4.5.0, eve deferred 4.5.0
            EHLO flood               | bob deferred 4.5.0, eve deferred 4.5.0
            EHLO 450 later           | bob deferred 4.0.0, eve deferred 4.0.0
            EHLO 502 what?           | bob delivered 2.0.0, eve delivered 2.0.0
            EHLO 550 not you         | bob bounced 5.0.0, eve bounced 5.0.0
            STARTTLS hang            | bob deferred 4.4.2, eve deferred 4.4.2
            STARTTLS close           | bob deferred 4.4.2, eve deferred 4.4.2
            STARTTLS garbage         | bob deferred 4.5.0, eve deferred 4.5.0
            STARTTLS 454 4.7.0 later | bob delivered 2.0.0, eve delivered 2.0.0
            STARTTLS 501 never       | bob delivered 2.0.0, eve delivered 2.0.0
            STARTTLS no handshake    | bob delivered 2.0.0, eve delivered 2.0.0
            MAIL hang                | bob deferred 4.4.2, eve deferred 4.4.2
            MAIL close               | bob deferred 4.4.2, eve deferred 4.4.2
            MAIL garbage             | bob deferred 4.5.0, eve deferred 4.5.0
            MAIL flood               | bob deferred 4.5.0, eve deferred 4.5.0
            MAIL 451 4.3.0 later     | bob deferred 4.3.0, eve deferred 4.3.0
            MAIL 550 5.7.1 not you   | bob bounced 5.7.1, eve bounced 5.7.1
            RCPT hang                | bob deferred 4.4.2, eve deferred 4.4.2
            RCPT close               | bob deferred 4.4.2, eve deferred 4.4.2
            RCPT garbage             | bob deferred 4.5.0, eve deferred 4.5.0
            RCPT flood               | bob deferred 4.5.0, eve deferred 4.5.0
            RCPT 450 4.2.1 later     | bob deferred 4.2.1, eve deferred 4.2.1
            RCPT 421 4.3.2 closing   | bob deferred 4.3.2, eve deferred 4.3.2
            RCPT 550 5.1.1 nobody    | bob bounced 5.1.1, eve bounced 5.1.1
            <bob@ 550 5.1.1 nobody   | bob bounced 5.1.1, eve delivered 2.0.0
            <bob@ 452 4.2.2 full     | bob deferred 4.2.2, eve delivered 2.0.0
            DATA hang                | bob deferred 4.4.2, eve deferred 4.4.2
            DATA close               | bob deferred 4.4.2, eve deferred 4.4.2
            DATA garbage             | bob deferred 4.5.0, eve deferred 4.5.0
            DATA flood               | bob deferred 4.5.0, eve deferred 4.5.0
            DATA 451 4.3.0 later     | bob deferred 4.3.0, eve deferred 4.3.0
            DATA 554 5.5.0 never     | bob bounced 5.5.0, eve bounced 5.5.0
            CONTENT hang             | bob deferred 4.4.2, eve deferred 4.4.2
            CONTENT close            | bob deferred 4.4.2, eve deferred 4.4.2
            MESSAGE hang             | bob deferred 4.4.2, eve deferred 4.4.2
            MESSAGE close            | bob deferred 4.4.2, eve deferred 4.4.2
            MESSAGE garbage          | bob deferred 4.5.0, eve deferred 4.5.0
            MESSAGE flood            | bob deferred 4.5.0, eve deferred 4.5.0
            MESSAGE 452 4.3.1 full   | bob deferred 4.3.1, eve deferred 4.3.1
            MESSAGE 554 5.7.1 spam   | bob bounced 5.7.1, eve bounced 5.7.1
            QUIT hang                | bob delivered 2.0.0, eve delivered 2.0.0
            RSET close               | bob delivered 2.0.0, eve delivered 2.0.0
            """;

    private static OutgoingSite site;
    private static final List<Faulty> FAULTY = new ArrayList<>();

    /** @param outcome of the first attempt */
    private record Faulty(String fault, String outcome, FakeMx mx, Inbox sender) {

        /** Whether the whole message came, though the server did not say so in the end. */
        boolean isTakenUnsaid() {
            return fault.startsWith("MESSAGE");
        }
    }

    @BeforeAll
    static void submit() {
        var certificate = ServerCertificate.forHost("somebody.else.example");
        site = new OutgoingSite();
        for (var line : FAULTS.lines().toList()) {
            var cells = line.split(" *\\| *");
            var domain = "fault" + FAULTY.size() + ".example";
            var mx = site.server(domain);
            var words = cells[0].split(" ", 2);
            if (words[0].equals("STARTTLS")) {
                mx.withTls(certificate);
            }
            if (words[0].startsWith("<")) {
                mx.at(FakeStep.RCPT, words[0], answer(words[1]));
            } else {
                mx.at(FakeStep.valueOf(words[0]), answer(words[1]));
            }
            var faulty = new Faulty(cells[0], cells[1], mx, site.user("sender" + FAULTY.size()));
            site.submit(faulty.sender, "bob@" + domain, "eve@" + domain);
            FAULTY.add(faulty);
        }
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static FakeAnswer answer(String words) {
        return switch (words) {
            case "hang" -> new FakeAnswer.Hang();
            case "close" -> new FakeAnswer.Close();
            case "garbage" -> new FakeAnswer.Garbage();
            case "flood" -> new FakeAnswer.Flood();
            case "no handshake" -> new FakeAnswer.NoHandshake();
            default -> words.startsWith("421") ? FakeAnswer.lastLines(words) : lines(words);
        };
    }

    @TestFactory // RFC 5321, 4.2.4, 4.5.4.1 and 6.1
    List<DynamicTest> everyFaultComesToItsEnd() {
        return FAULTY.stream()
                .map(faulty -> DynamicTest.dynamicTest(faulty.fault, () -> comesToItsEnd(faulty)))
                .toList();
    }

    private static void comesToItsEnd(Faulty faulty) {
        site.awaitStates(faulty.sender, faulty.outcome);
        assertThat(site.last(faulty.sender).recipients()).allSatisfy(OutboundFaultsTest::hasOneAttempt);
        var expected = new TreeMap<String, List<String>>();
        for (var recipient : faulty.outcome.split(", ")) {
            var words = recipient.split(" ");
            expected.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(words[0]);
        }
        var types = Map.of("delivered", "relayed ", "deferred", "deferred ", "bounced", "bounced ");
        var events = expected.entrySet().stream()
                .flatMap(it -> it.getValue().stream().map(to -> types.get(it.getKey()) + to))
                .toList();
        Eventually.eventuallyPasses(
                "the events come",
                () -> assertThat(site.events(faulty.sender)).containsExactlyInAnyOrderElementsOf(events));
        tellsWhoWasGivenUp(faulty, expected.getOrDefault("bounced", List.of()));
        goesOutInTheEnd(faulty, expected);
    }

    private static void hasOneAttempt(OutboundRecipient recipient) {
        assertThat(recipient.attempts()).isOne();
        assertThat(recipient.history()).singleElement().satisfies(attempt -> {
            assertThat(attempt.host()).startsWith("mx.fault");
            assertThat(attempt.reply()).isEqualTo(recipient.reply()).isNotBlank();
        });
    }

    private static void tellsWhoWasGivenUp(Faulty faulty, List<String> bounced) {
        int notices = bounced.isEmpty() ? 0 : 1;
        Eventually.eventually("the notice is there", () -> faulty.sender.size() == notices);
        for (var notice : faulty.sender.messages()) {
            for (var name : List.of("bob", "eve")) {
                assertThat(notice.contains("Final-Recipient: rfc822; " + name + "@"))
                        .isEqualTo(bounced.contains(name));
            }
        }
    }

    /** The server behaves, and an administrator has it tried again. */
    private static void goesOutInTheEnd(Faulty faulty, Map<String, List<String>> states) {
        var deferred = states.getOrDefault("deferred", List.of());
        if (!deferred.isEmpty()) {
            faulty.mx.behave();
            site.order(faulty.sender, Action.RETRY);
            site.awaitStates(faulty.sender, faulty.outcome.replaceAll("deferred [0-9.]+", "delivered 2.0.0"));
        }
        var copies = faulty.mx.taken().stream()
                .flatMap(mail -> mail.recipients().stream())
                .toList();
        for (var name : List.of("bob", "eve")) {
            boolean given = !states.getOrDefault("bounced", List.of()).contains(name);
            // A duplicate is allowed, a loss is not: RFC 1047
            int copy = (given ? 1 : 0) + (faulty.isTakenUnsaid() ? 1 : 0);
            assertThat(copies.stream().filter(to -> to.contains("<" + name + "@")))
                    .hasSize(copy);
        }
    }
}
