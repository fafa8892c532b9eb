package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.testkit.Eventually;
import org.valija.testkit.Postfix;
import org.valija.testkit.TestSmtp;

/** A real mail server in front: a thousand messages come by SMTP and by LMTP, each once, as they were sent. */
class PostfixTest {

    private static final int MESSAGES = 1_000;
    private static final Pattern NUMBER = Pattern.compile("\r\nSubject: number (\\d+)\r\n");

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "lmtp"})
    void relaysItsQueueToUs(String protocol) {
        var ann = Inbox.create(protocol + "@postfix.example");
        var transport = protocol.equals("smtp")
                ? "smtp:[127.0.0.1]:" + Gateway.shared().port("mx")
                : "lmtp:inet:127.0.0.1:" + Gateway.shared().port("lmtp");
        try (var postfix = Postfix.relayingTo(transport)) {
            try (var smtp = TestSmtp.connect(postfix.port())) {
                for (int i = 0; i < MESSAGES; i++) {
                    var message =
                            "From: <bob@elsewhere.example>\r\nSubject: number %d\r\n\r\n.\r\n..dots\r\n".formatted(i);
                    assertThat(smtp.send(
                                            "bob@elsewhere.example",
                                            ann.address(),
                                            message.getBytes(StandardCharsets.US_ASCII))
                                    .accepted())
                            .isTrue();
                }
            }
            Eventually.within(Duration.ofMinutes(3)).until("its queue is empty", () -> postfix.queued() == 0);
            assertThat(postfix.log()).doesNotContain("status=bounced").doesNotContain("status=deferred");
        }
        var numbers = new HashSet<String>();
        var messages = ann.messages();
        for (var message : messages) {
            var number = NUMBER.matcher(message);
            assertThat(number.find()).isTrue();
            numbers.add(number.group(1));
            assertThat(message).endsWith("\r\n\r\n.\r\n..dots\r\n");
        }
        assertThat(messages).hasSize(MESSAGES);
        assertThat(numbers).hasSize(MESSAGES);
        assertThat(messages.getFirst()).contains(protocol.equals("smtp") ? "with ESMTPS id " : "with LMTP id ");
    }
}
