package org.valija.smtp;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.line.LineServers;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Transcript;

/** The real gateway in the JVM of the test, on free ports, before a real mailbox service. */
final class Gateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Gateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Loaded, and so started, when it is first asked for; ends with the JVM. */
    private static final class Shared {
        static final MailboxServer MAILBOXES = MailboxServer.onFreshDatabase();
        static final Gateway GATEWAY = before(MAILBOXES);
    }

    /** One for all tests that change no settings and stop nothing. */
    static Gateway shared() {
        return Shared.GATEWAY;
    }

    /** The mailbox service behind {@link #shared()}. */
    static MailboxServer mailboxes() {
        return Shared.MAILBOXES;
    }

    /**
     * A gateway of one's own.
     *
     * @param properties settings beyond those of the fixture, as {@code name=value}
     */
    static Gateway before(MailboxServer mailboxes, String... properties) {
        return before(mailboxes, List.of(), properties);
    }

    /** The same, with beans of the test. */
    static Gateway before(MailboxServer mailboxes, List<Class<?>> configurations, String... properties) {
        var all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "smtp.host-name=mail.example.com",
                "smtp.listeners.lmtp.enabled=true",
                "smtp.patience.tarpit=1ms",
                "mailbox.client.url=" + mailboxes.url(),
                "mailbox.client.credential=" + MailboxServer.credential(ServiceName.SMTP)));
        for (var listener : List.of("mx", "submission", "submissions", "lmtp")) {
            all.add("smtp.listeners." + listener + ".listen.port=0");
            all.add("smtp.listeners." + listener + ".listen.address=127.0.0.1");
        }
        // What a test does not watch stays in the queue
        all.add("smtp.outbound.enabled=false");
        all.addAll(List.of(properties));
        // Those of the test win
        var settings = new LinkedHashMap<String, String>();
        all.forEach(it -> settings.put(it.substring(0, it.indexOf('=')), it));
        return new Gateway(SmtpGateway.application()
                .sources(configurations.toArray(Class[]::new))
                .run(settings.values().stream().map(it -> "--" + it).toArray(String[]::new)));
    }

    int port(String listener) {
        return context.getBean(LineServers.class).port(listener);
    }

    /** How many clients all listeners serve now. */
    int openConnections() {
        return context.getBean(MeterRegistry.class).find("line.connections.open").gauges().stream()
                .mapToInt(gauge -> (int) gauge.value())
                .sum();
    }

    /** What a gauge or a counter says. @param tags name, value and so on */
    double meter(String name, String... tags) {
        return context.getBean(MeterRegistry.class)
                .get(name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    Transcript mx() {
        return Transcript.on(port("mx"));
    }

    Transcript submission() {
        return Transcript.on(port("submission"));
    }

    Transcript lmtp() {
        return Transcript.on(port("lmtp"));
    }

    Transcript submissions() {
        return Transcript.on(port("submissions")).withImplicitTls();
    }

    @Override
    public void close() {
        context.close();
    }
}
