package org.valija.imap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.line.LineServers;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Transcript;

/** The real service on free ports, with a real mailbox service behind it. */
final class LiveImap implements AutoCloseable {

    /** One for all tests that do not stop or configure it. */
    static final LiveImap SHARED = new LiveImap(MailboxServer.onFreshDatabase());

    private final MailboxServer mailboxes;
    private final ConfigurableApplicationContext context;

    /** @param settings beyond those of the fixture, as {@code name=value} */
    LiveImap(MailboxServer mailboxes, String... settings) {
        this.mailboxes = mailboxes;
        this.context = ImapService.application().run(arguments(mailboxes, List.of(settings)));
    }

    private static String[] arguments(MailboxServer mailboxes, List<String> settings) {
        var all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "mailbox.client.credential=" + MailboxServer.credential(ServiceName.IMAP),
                "imap.listeners.imap.listen.address=127.0.0.1",
                "imap.listeners.imap.listen.port=0",
                "imap.listeners.imap.listen.tls=starttls",
                "imap.listeners.imap.loopback-auth=true",
                "imap.listeners.imaps.listen.address=127.0.0.1",
                "imap.listeners.imaps.listen.port=0",
                "imap.listeners.imaps.listen.tls=implicit",
                // As they are for clients from elsewhere
                "imap.listeners.strict.listen.address=127.0.0.1",
                "imap.listeners.strict.listen.port=0",
                "imap.listeners.strict.listen.tls=starttls"));
        unlessSet("imap.capabilities-off", "", settings, all);
        unlessSet("mailbox.client.url", mailboxes.url().toString(), settings, all);
        all.addAll(settings);
        return all.stream().map(setting -> "--" + setting).toArray(String[]::new);
    }

    private static void unlessSet(String name, String value, List<String> settings, List<String> all) {
        if (settings.stream().noneMatch(setting -> setting.startsWith(name + "="))) {
            all.add(name + "=" + value);
        }
    }

    MailboxServer mailboxes() {
        return mailboxes;
    }

    int port(String listener) {
        return context.getBean(LineServers.class).port(listener);
    }

    int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** How often sessions have called mailbox-service. */
    long calls() {
        return context.getBean(MeterRegistry.class).find("imap.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    Transcript transcript() {
        return Transcript.on(port("imap"));
    }

    /** Stops the service in good order; the mailbox service stays. */
    @Override
    public void close() {
        context.close();
    }
}
