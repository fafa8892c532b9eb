package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.security.ServiceName;
import org.valija.pop3.state.Maildrops;
import org.valija.pop3.state.OpenMaildrop;
import org.valija.testkit.Eventually;
import org.valija.testkit.LineClient;

/** A maildrop of 100,000 messages: what it costs in calls and memory, which no machine's speed changes. */
class LargeMaildropTest {

    private static final int MESSAGES = 100_000;
    private static final long MEGABYTE = 1024 * 1024;

    private static LivePop3 pop3;
    private static LivePop3.Owner owner;

    @BeforeAll
    static void start() {
        pop3 = LivePop3.with();
        owner = pop3.owner("Subject: one of many\n\nbody");
        // Every other UID, the worst case for a set of them
        pop3.mailbox().database().execute("""
                insert into message select (jsonb_populate_record(m, jsonb_build_object(
                    'uid', 2 * n + 1, 'unique_id', nextval('message_unique_id')))).*
                from message m, generate_series(1, %1$d - 1) n where m.account_id = %2$s;
                update mailbox set messages = %1$d, unseen = %1$d, size = size * %1$d, uid_next = 2 * %1$d + 1
                where account_id = %2$s and name = 'INBOX';
                analyze message
                """.formatted(MESSAGES, owner.account()));
    }

    @AfterAll
    static void stop() {
        pop3.close();
    }

    @BeforeEach
    void afterTheSessionBefore() {
        Eventually.eventually("the maildrop is free", () -> pop3.isFree(owner));
    }

    private static LineClient login() {
        var client = LineClient.connect(pop3.port("pop3"));
        client.send("USER " + owner.address() + "\r\nPASS " + LivePop3.PASSWORD);
        assertThat(client.readLine()).startsWith("+OK");
        assertThat(client.readLine()).startsWith("+OK");
        assertThat(client.readLine()).isEqualTo("+OK maildrop has 100000 messages (3000000 octets)");
        return client;
    }

    /** Requests that mailbox-service has answered, but for renewals of leases. */
    private static long calls(String path) {
        return pop3.mailbox().bean(MeterRegistry.class).find("http.server.requests").timers().stream()
                .filter(timer -> path.equals(timer.getId().getTag("uri")))
                .mapToLong(Timer::count)
                .sum();
    }

    private static final String OPEN = "/v1/accounts/{account}/maildrop-leases";
    private static final String FETCH = "/v1/accounts/{account}/mailboxes/{mailbox}/messages/fetch";

    @Test
    void oneCallOpensItAndNoneListsIt() {
        long opened = calls(OPEN);
        long fetched = calls(FETCH);
        try (var client = login()) {
            client.send("LIST\r\nUIDL\r\nSTAT\r\nQUIT".getBytes(StandardCharsets.US_ASCII));
            client.send("\r\n".getBytes(StandardCharsets.US_ASCII));
            var lines = new String(client.readToClose(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(2 * (MESSAGES + 2) + 2).contains("100000 30");
            assertThat(lines.subList(MESSAGES + 3, 2 * MESSAGES + 3)).doesNotHaveDuplicates();
        }
        assertThat(calls(OPEN) - opened).isEqualTo(1);
        assertThat(calls(FETCH) - fetched).isZero();
    }

    @Test // who takes them one after the other gets them out of few answers
    void retrievingAllIsNotACallForEach() {
        int count = 2_000;
        long fetched = calls(FETCH);
        try (var client = login()) {
            var commands = IntStream.rangeClosed(1, count)
                    .mapToObj(number -> "RETR " + number + "\r\n")
                    .collect(Collectors.joining());
            Thread.ofVirtual().start(() -> client.send(commands.getBytes(StandardCharsets.US_ASCII)));
            for (int i = 0; i < count; i++) {
                assertThat(client.readLine()).isEqualTo("+OK 30 octets");
                assertThat(new String(client.read(33), StandardCharsets.US_ASCII))
                        .isEqualTo("Subject: one of many\r\n\r\nbody\r\n.\r\n");
            }
        }
        assertThat(calls(FETCH) - fetched).isBetween(1L, 20L);
    }

    @Test
    void aSessionHoldsLessThanEightMegabytes() {
        var maildrops = pop3.service().getBean(Maildrops.class);
        var user = user();
        var open = new ArrayList<OpenMaildrop>();
        long before = used();
        for (int i = 0; i < 8; i++) {
            open.add(maildrops.open(user, () -> {}));
            // As if its session had crashed
            pop3.mailbox().database().execute("delete from maildrop_lease");
        }
        long each = (used() - before) / open.size();
        assertThat(open).allSatisfy(maildrop -> assertThat(maildrop.messages()).isEqualTo(MESSAGES));
        open.forEach(OpenMaildrop::close);
        assertThat(each).isBetween(MEGABYTE, 8 * MEGABYTE);
    }

    private static UserSession user() {
        var sessions = pop3.mailbox().client(ServiceName.POP3).api(SessionsApi.class);
        return sessions.login(new Login(owner.address(), LivePop3.PASSWORD, ServiceName.POP3.word(), "127.0.0.1"));
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
