package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.valija.testkit.ManyClients;

/** What a client costs that is there and does nothing. IdleConnectionsIT of suite asks the same of a process of its own. */
class IdleConnectionsTest {

    private static final int WARM_UP = 100;
    private static final int CONNECTIONS = 500;
    /** Octets of heap for a connection, both its ends together. */
    private static final int EACH = 20_000;

    @Test
    void costLittleAndAreAllPushed() {
        try (var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "imap.limits.connections-per-address=1000");
                var clients = new ManyClients(imap.port("imap"))) {
            var ann = ImapUser.of(imap).having("Subject: one\n\nbody\n");
            idle(clients, ann, WARM_UP);
            long before = usedMemory();
            idle(clients, ann, CONNECTIONS);
            assertThat((usedMemory() - before) / CONNECTIONS)
                    .as("octets of heap for an idle connection")
                    .isLessThan(EACH);

            ann.having("Subject: two\n\nbody\n");
            assertThat(clients.await("* 2 EXISTS\r\n", Duration.ofMinutes(2))).isEqualTo(WARM_UP + CONNECTIONS);
        }
    }

    /** Clients that have looked at their mail, as all do, before they wait for more. */
    private static void idle(ManyClients clients, ImapUser user, int count) {
        var lines = """
                a LOGIN %s opensesame
                b LIST "" *
                c SELECT INBOX
                d UID FETCH 1 (FLAGS BODY.PEEK[])
                e IDLE
                """.formatted(user.address()).replace("\n", "\r\n");
        for (int i = 0; i < count; i++) {
            clients.add(lines, "+ idling\r\n");
        }
    }

    private static long usedMemory() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
