package org.valija.mailbox.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.service.annotation.GetExchange;
import org.valija.mailbox.api.MailboxException.Unavailable;

/** What the operator of a protocol service reads while mailbox-service is away. */
@ExtendWith(OutputCaptureExtension.class)
class OutageTest {

    private final AtomicLong clock = new AtomicLong(-5);
    private final Outage outage = new Outage(clock::get);

    interface Service {

        @GetExchange("/read")
        String read();
    }

    @Test
    void isSaidOnceAMinuteAndWhenItEnds(CapturedOutput log) {
        meet();
        meet();
        pass(61);
        meet();
        meet();
        outage.over();
        outage.over();
        assertThat(log.getOut().lines().filter(line -> line.contains("try again later")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("WARN", "mailbox-service can't be reached: refused"));
        assertThat(log.getOut().lines().filter(line -> line.contains("answers again")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("INFO", "after 61 s"));
    }

    @Test
    void thatComesAndGoesDoesNotFillTheLog(CapturedOutput log) {
        for (int i = 0; i < 100; i++) {
            meet();
            pass(1);
            outage.over();
        }
        assertThat(log.getOut().lines().filter(line -> line.contains("mailbox-service")))
                .hasSize(4);
    }

    @Test
    void isMetByCalls(CapturedOutput log) throws IOException {
        int nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        var properties = new MailboxClientProperties(
                URI.create("http://127.0.0.1:" + nobody),
                "credential",
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                10);
        try (var client = new MailboxClient(properties)) {
            assertThatThrownBy(client.api(Service.class)::read).isInstanceOf(Unavailable.class);
        }
        assertThat(log).contains("mailbox-service can't be reached: ").contains("Connection refused");
    }

    private void meet() {
        outage.met(new Unavailable("mailbox-service can't be reached", new IOException("refused")));
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
