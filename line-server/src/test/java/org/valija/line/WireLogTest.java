package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.valija.line.tls.Tls;
import org.valija.testkit.LineClient;

@Timeout(60)
class WireLogTest {

    @Test
    void showsTheDialogueWithoutItsSecrets() throws InterruptedException {
        var logger = (Logger) LoggerFactory.getLogger("org.valija.line.wire.logged");
        var events = new ArrayList<ILoggingEvent>();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getMDCPropertyMap();
                events.add(event);
            }
        };
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
        var toy = new ToyProtocol();
        var server = new LineServer(
                "logged", Listener.onLoopback(TlsMode.NONE), Limits.defaults(), Tls.selfSigned("localhost"), toy);
        server.start();
        try (var client = LineClient.connect(server.port())) {
            client.send("PASS hidden\r\nSECRET\r\nhidden\r\nLITERAL 6\r\nhiddenx\\x1by\r\nQUIT");
            client.readToClose();
        } finally {
            server.stop();
            logger.detachAppender(appender);
        }
        assertThat(events.stream().map(ILoggingEvent::getFormattedMessage))
                .isEqualTo(List.of(
                        "S: hello",
                        "C: PASS <secret>",
                        "S: echo PASS hidden",
                        "C: SECRET",
                        "S: secret?",
                        "C: <secret>",
                        "S: secret of 6",
                        "C: LITERAL 6",
                        "C: <6 octets>",
                        "S: literal: 68696464656e",
                        "C: x\\x1by",
                        "S: echo x\\x1by",
                        "C: QUIT",
                        "S: bye"));
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.getMDCPropertyMap().get("client")).startsWith("logged-"));
    }
}
