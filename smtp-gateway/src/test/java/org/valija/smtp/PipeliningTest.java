package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.valija.testkit.TestSmtp;

/** PIPELINING: RFC 2920. */
class PipeliningTest {

    @Test // RFC 2920, 3.1
    void answersCommandsSentTogetherInTheirOrder() {
        var ann = Inbox.create("ann@pipe.example");
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C| MAIL FROM:<>\\x0d\\x0aRCPT TO:<ann@pipe.example>\\x0d\\x0aRCPT TO:<no@pipe.example>\\x0d\\x0aDATA\\x0d\\x0a
                S: 250 2.1.0 <any>
                S: 250 2.1.5 <any>
                S: 550 5.1.1 <any>
                S: 354 <any>
                C| Subject: a\\x0d\\x0a.\\x0d\\x0aMAIL FROM:<>\\x0d\\x0aRCPT TO:<no@pipe.example>\\x0d\\x0aDATA\\x0d\\x0aQUIT\\x0d\\x0a
                S: 250 2.0.0 <any>
                S: 250 2.1.0 <any>
                S: 550 5.1.1 <any>
                S: 554 5.5.1 No valid recipients
                S: 221 <any>
                S: <close>
                """);
        assertThat(ann.size()).isEqualTo(1);
    }

    @Test
    void takesAThousandMessagesOnOneConnection() {
        var ann = Inbox.create("thousand@pipe.example");
        try (var smtp = TestSmtp.connect(Gateway.shared().port("mx"))) {
            IntStream.rangeClosed(1, 1000).forEach(i -> {
                var message = "Subject: %d\r\n\r\nbody\r\n".formatted(i).getBytes(StandardCharsets.US_ASCII);
                assertThat(smtp.send("bob@elsewhere.example", ann.address(), message)
                                .accepted())
                        .isTrue();
            });
        }
        var messages = ann.messages();
        assertThat(messages).hasSize(1000);
        for (int i = 1; i <= 1000; i++) {
            assertThat(messages.get(i - 1)).contains("\r\nSubject: " + i + "\r\n\r\nbody\r\n");
        }
    }
}
