package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.DnsZone;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeMx;
import org.valija.testkit.TestPostgres;
import org.valija.testkit.TestSmtp;

/**
 * A site whose users send mail to servers of a test zone: the real mailbox service, with a clock that only the test sets
 * forward, and the real gateway. What fails for now is not tried again unless the test says so.
 */
final class OutgoingSite implements AutoCloseable {

    static final String DOMAIN = "valija.example";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final SettableClock clock = new SettableClock();
    final DnsZone dns = new DnsZone();
    final MailboxServer mailboxes;
    private final FeedReader feed;
    private final List<FakeMx> servers = new ArrayList<>();
    private final int port;
    private Gateway gateway;

    /** @param settings of the gateway, beyond those that every test of this kind needs */
    OutgoingSite(String... settings) {
        servers.add(new FakeMx("127.0.1.1", 0));
        port = servers.getFirst().port();
        mailboxes = MailboxServer.on(TestPostgres.database(), clock.inServer());
        feed = new FeedReader(mailboxes.url(), MailboxServer.ADMIN_KEY, "", null);
        gateway = another(settings);
    }

    /** Another gateway of the site. */
    Gateway another(String... settings) {
        return Gateway.before(
                mailboxes,
                Stream.concat(
                                Stream.of(
                                        "smtp.outbound.enabled=true",
                                        "smtp.outbound.port=" + port,
                                        "smtp.outbound.back-off=1ms",
                                        "smtp.outbound.longest-back-off=1ms",
                                        "smtp.outbound.timeouts.command=3s",
                                        "smtp.outbound.timeouts.greeting=3s",
                                        "smtp.outbound.timeouts.tls=3s",
                                        "smtp.outbound.timeouts.data=3s",
                                        "smtp.outbound.timeouts.block=3s",
                                        "smtp.outbound.timeouts.message=3s",
                                        "smtp.dns.servers[0].address=127.0.0.1",
                                        "smtp.dns.servers[0].port=" + dns.port()),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    /** The gateway that users submit to. */
    Gateway gateway() {
        return gateway;
    }

    /** Puts another one in its place; the caller has closed the former. */
    void replace(Gateway other) {
        gateway = other;
    }

    /** A server for a domain, which the DNS names. */
    FakeMx server(String domain) {
        int number = servers.size() + 1;
        var address = "127.0.%d.%d".formatted(1 + number / 250, number % 250);
        var mx = new FakeMx(address, port);
        servers.add(mx);
        dns.mx(domain, 10, "mx." + domain).address("mx." + domain, address);
        return mx;
    }

    Inbox user(String name) {
        return Inbox.create(mailboxes, name + "@" + DOMAIN);
    }

    void submit(Inbox user, String... to) {
        submit(user, "From: <%s>\r\nSubject: x\r\n\r\nbody\r\n".formatted(user.address()), List.of(to));
    }

    void submit(Inbox user, String message, List<String> to) {
        try (var smtp = TestSmtp.connectTls(gateway.port("submissions")).login(user.address(), Inbox.PASSWORD)) {
            var content = new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8));
            var answers = smtp.send(user.address(), to, content);
            assertThat(answers.accepted()).as(answers.toString()).isTrue();
        }
    }

    /** What is known of the last message of a user that is for elsewhere. */
    OutboundMessage last(Inbox user) {
        var api = mailboxes.client().api(OutboundMessagesApi.class);
        var last = api.list(null, null, user.address(), null, null, null, null, null).items().stream()
                .max(Comparator.comparingLong(OutboundMessage::id))
                .orElseThrow();
        return api.get(last.id());
    }

    /** Tells an administrator's wish for the last message of a user. */
    void order(Inbox user, OutboundOrder.Action action) {
        mailboxes.client().api(OutboundMessagesApi.class).order(last(user).id(), OutboundOrder.of(action));
    }

    /** Each recipient of the last message with its state and the status of its last attempt, in the order of addresses. */
    String states(Inbox user) {
        return last(user).recipients().stream()
                .map(it -> {
                    var history = it.history();
                    var status = history == null || history.isEmpty()
                            ? "-"
                            : history.getLast().status();
                    return it.address().replaceFirst("@.*", "") + " "
                            + it.state().word() + " " + status;
                })
                .sorted()
                .collect(Collectors.joining(", "));
    }

    void awaitStates(Inbox user, String expected) {
        Eventually.within(PATIENCE)
                .untilPasses(
                        "the states are " + expected,
                        () -> assertThat(states(user)).isEqualTo(expected));
    }

    /** How many recipients of all messages are in each state. */
    Map<OutboundState, Integer> counts() {
        var api = mailboxes.client().api(OutboundMessagesApi.class);
        return api.list(null, null, null, null, null, null, null, 1_000).items().stream()
                .flatMap(message -> message.recipients().stream())
                .collect(Collectors.toMap(OutboundRecipient::state, _ -> 1, Integer::sum));
    }

    /** What the feed told of the last message of a user and other servers, each with its recipient, in its order. */
    List<String> events(Inbox user) {
        var trace = last(user).traceId();
        return feed.events().stream()
                .filter(event -> event.data().path("traceId").asString("").equals(trace))
                .filter(event -> !event.type().endsWith(".message.delivered"))
                .map(event -> event.type().replaceFirst(".*\\.", "") + " "
                        + event.data().path("recipient").asString().replaceFirst("@.*", ""))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
        feed.close();
        mailboxes.close();
        servers.forEach(FakeMx::close);
        dns.close();
    }
}
