package org.valija.smtp.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientReport;

/** What a reply may be, and which one is given when several recipients fare differently. */
class SmtpRepliesTest {

    @ParameterizedTest // RFC 5321, 4.2.5: one reply for all recipients
    @CsvSource(delimiter = '|', textBlock = """
            OK                      | 250 2.0.0
            OK OK                   | 250 2.0.0
            NOT_FOUND               | 550 5.1.1
            NOT_FOUND NOT_PERMITTED | 550 5.1.1
            OVER_QUOTA              | 452 4.2.2
            NOT_FOUND OVER_QUOTA    | 452 4.2.2
            UNAVAILABLE UNAVAILABLE | 451 4.3.0
            OK NOT_FOUND            | 451 4.3.0
            OVER_QUOTA OK           | 451 4.3.0
            UNAVAILABLE NOT_FOUND   | 451 4.3.0
            LOOP                    | 554 5.4.6
            UNAVAILABLE LOOP        | 554 5.4.6
            OK TOO_LARGE OVER_QUOTA | 451 4.3.0
            """)
    void answersForAllRecipientsAtOnce(String outcomes, String reply) {
        var reports = Arrays.stream(outcomes.split(" "))
                .map(outcome -> new RecipientReport("ann@example.com", outcome.equals("OK") ? null : problem(outcome)))
                .toList();
        var octets = SmtpReplies.toData(new DeliveryReport(reports), "mx-1-1").octets();
        assertThat(new String(octets)).startsWith(reply + " ").endsWith("\r\n");
    }

    @Test // RFC 5321, 4.2.1
    void joinsLinesByHyphen() {
        assertThat(new Reply(250, "2.0.0", List.of("one", "two")).octets())
                .asString()
                .isEqualTo("250-2.0.0 one\r\n250 2.0.0 two\r\n");
        assertThat(Reply.of(334, "").octets()).asString().isEqualTo("334 \r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            199 | ''    | text
            600 | ''    | text
            250 | 5.0.0 | text
            250 | 2.0   | text
            250 | 2.0.0 | two^lines
            250 | 2.0.0 | n\u00e9e
            """)
    void refusesWhatMustNotReachTheWire(int code, String status, String text) {
        assertThatThrownBy(() -> Reply.of(code, status, text.replace('^', '\n')))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Problem problem(String type) {
        var known = ProblemType.valueOf(type);
        return new Problem(known.uri(), "title", known.status(), "detail", null);
    }
}
