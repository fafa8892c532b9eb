package org.valija.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.valija.smtp.judge.ContentFilter;
import org.valija.smtp.judge.ContentFilter.Candidate;
import org.valija.smtp.judge.ContentFilter.Field;
import org.valija.smtp.judge.ContentFilter.Opinion;
import org.valija.smtp.judge.Verdict;
import org.valija.smtp.judge.Verdict.Action;
import org.valija.testkit.DnsZone;

/** Filters plugged in as beans: what they say is done, and where they can't say anything, the sender comes again. */
class ContentFilterTest {

    private static final Queue<Candidate> SECOND_WAS_ASKED = new ConcurrentLinkedQueue<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static DnsZone dns;
    private static Gateway gateway;

    @Configuration
    static class TwoFilters {

        @Bean
        @Order(2)
        ContentFilter second() {
            return message -> {
                SECOND_WAS_ASKED.add(message);
                return new Opinion(
                        read(message).contains("second-refuses")
                                ? new Verdict(Action.REJECT, "second")
                                : Verdict.ACCEPT,
                        0,
                        List.of(new Field("X-Second", "seen")));
            };
        }

        @Bean
        @Order(1)
        ContentFilter first() {
            return message -> {
                var text = read(message);
                var word = text.substring(text.indexOf("\r\n\r\n") + 4).split("\r\n", 2)[0];
                return switch (word) {
                    case "refuse" -> verdict(Action.REJECT, "Eicar\r\n250 \u00fcber");
                    case "junk" -> verdict(Action.JUNK, "spam");
                    case "defer" -> verdict(Action.DEFER, "the scanner loads its rules");
                    case "weigh" -> new Opinion(Verdict.ACCEPT, 6, List.of());
                    case "mark" ->
                        new Opinion(
                                Verdict.ACCEPT,
                                -1,
                                List.of(new Field("X-Spam-Score", "1.5\r\nX-Forged: yes " + text.length())));
                    case "throw" -> throw new IllegalStateException("as the test wants");
                    case "away" -> throw new IOException("as the test wants");
                    case "hang" -> hang();
                    default -> Opinion.NONE;
                };
            };
        }

        private static Opinion verdict(Action action, String reason) {
            return new Opinion(new Verdict(action, reason), 0, List.of());
        }

        private static Opinion hang() throws IOException {
            try {
                NEVER.await();
                return Opinion.NONE;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private static String read(Candidate message) throws IOException {
            try (var in = message.content().open()) {
                return new String(in.readAllBytes(), ISO_8859_1);
            }
        }
    }

    @BeforeAll
    static void start() {
        dns = new DnsZone();
        gateway = Gateway.before(
                Gateway.mailboxes(),
                List.of(TwoFilters.class),
                "smtp.judge.exempt=",
                "smtp.judge.no-reverse-dns=0",
                "smtp.judge.helo-mismatch=0",
                "smtp.judge.filter-timeout=500ms",
                "smtp.dns.servers[0].address=127.0.0.1",
                "smtp.dns.servers[0].port=" + dns.port());
    }

    @AfterAll
    static void stop() {
        NEVER.countDown();
        gateway.close();
        dns.close();
    }

    @BeforeEach
    void forget() {
        SECOND_WAS_ASKED.clear();
    }

    private static void send(Inbox to, String word, String rest, String answer) {
        gateway.mx()
                .with("to", to.address())
                .with("word", word)
                .with("rest", rest)
                .play("""
                        S: 220 <any>
                        C: EHLO client.filters.example
                        S: <lines>
                        S: 250 STARTTLS
                        C: MAIL FROM:<eve@elsewhere.example>
                        S: 250 <any>
                        C: RCPT TO:<{to}>
                        S: 250 <any>
                        C: DATA
                        S: 354 <any>
                        C: From: eve@elsewhere.example
                        C: Authentication-Results: mail.example.com; dmarc=pass
                        C:
                        C: {word}
                        C| {rest}
                        C: .
                        S: {answer}
                        C: NOOP
                        S: 250 <any>
                        """.replace("{answer}", answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refuse         | 550 5.7.1 Not wanted: Eicar??250 ?ber                          | 0
            second-refuses | 550 5.7.1 Not wanted: second                                   | 1
            defer          | 451 4.7.1 Try again later: the scanner loads its rules         | 0
            throw          | 451 4.7.1 Try again later: content can't be checked now        | 0
            away           | 451 4.7.1 Try again later: content can't be checked now        | 0
            hang           | 451 4.7.1 Try again later: content can't be checked now        | 0
            """)
    void whatIsRefusedOrPutOffIsNotStored(String word, String answer, int secondAsked) {
        var ann = Inbox.create(word + "@filters.example");
        send(ann, word, "", answer);
        assertThat(SECOND_WAS_ASKED).hasSize(secondAsked);
        assertThat(ann.size() + ann.size("Junk")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"junk, 0, 1", "weigh, 0, 1", "fine, 1, 0"})
    void whatIsSuspectGoesToJunk(String word, int inbox, int junk) {
        var ann = Inbox.create(word + "@filters.example");
        send(ann, word, "", "250 <any>");
        assertThat(ann.size()).isEqualTo(inbox);
        assertThat(ann.size("Junk")).isEqualTo(junk);
        assertThat(SECOND_WAS_ASKED).singleElement().satisfies(asked -> {
            assertThat(asked.client().getHostAddress()).isEqualTo("127.0.0.1");
            assertThat(asked.helo()).isEqualTo("client.filters.example");
            assertThat(asked.reversePath()).isEqualTo("eve@elsewhere.example");
            assertThat(asked.recipients()).containsExactly(ann.address());
            assertThat(asked.traceId()).matches("[0-9a-f]{32}");
        });
    }

    @Test
    void fieldsOfAllFiltersStandInFrontAndSayNoMoreThanOneFieldEach() {
        var ann = Inbox.create("mark@filters.example");
        send(ann, "mark", "", "250 <any>");
        assertThat(ann.message())
                .containsPattern("\r\nX-Spam-Score: 1.5\\?\\?X-Forged: yes \\d+\r\nX-Second: seen\r\nFrom: eve@")
                .doesNotContain("mail.example.com; dmarc=pass");
    }

    @Test
    void aLargeMessageIsSeenWholeByEachFilterAndArrivesAsItWas() {
        var ann = Inbox.create("large@filters.example");
        send(ann, "mark", ("x".repeat(70) + "\\x0d\\x0a").repeat(5_000), "250 <any>");
        var text = ann.message();
        var sent = text.substring(text.indexOf("From: eve@"));
        assertThat(sent).endsWith("mark\r\n" + ("x".repeat(70) + "\r\n").repeat(5_000));
        assertThat(text).contains("X-Forged: yes " + sent.length());
    }
}
