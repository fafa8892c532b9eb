package org.valija.suite.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.testkit.Eventually;
import org.valija.testkit.ManyClients;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/**
 * A thousand clients in IDLE at one imap-service of 512 MB heap, and a message for each of them; ten thousand with
 * {@code -Didle.connections=10000}, which takes that many file descriptors here and there.
 */
class IdleConnectionsIT {

    private static final Logger LOG = LoggerFactory.getLogger(IdleConnectionsIT.class);

    /** Every build is content with less: logging in takes most of the time. */
    private static final int CONNECTIONS = Integer.getInteger("idle.connections", 1_000);

    private static final int CONNECTIONS_EACH = 100;
    private static final int ACCOUNTS = CONNECTIONS / CONNECTIONS_EACH;
    /** Octets of heap that an idle connection may cost. */
    private static final int EACH = 20_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void fitAHeapOf512AndAreAllPushed() throws Exception {
        try (var store = new StoreProcess("store-of-the-idle", TestPostgres.database(), "-Xmx512m");
                var imap = store.imap("imap-512m", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
                var clients = new ManyClients(Integer.parseInt(imap.said("imap listens on \\S*:(\\d+)")))) {
            var admin = store.client(PATIENCE, 20);
            IntStream.range(0, ACCOUNTS).forEach(i -> store.newUser(admin, address(i)));
            deliver(admin);
            var accounts = new int[CONNECTIONS];
            logIn(clients, 1, accounts);
            long before = usedHeap(imap);
            logIn(clients, CONNECTIONS_EACH - 1, accounts);
            report(imap, "logged in", before);
            push(clients, admin, accounts);
            report(imap, "pushed", before);
        }
    }

    /** One message for each account, one after the other, and how long it took from there to each of its clients. */
    private static void push(ManyClients clients, MailboxClient admin, int[] accounts) throws Exception {
        var delivered = new long[ACCOUNTS];
        try (var waiting = Executors.newSingleThreadExecutor()) {
            var pushed = waiting.submit(() -> clients.awaitEach(" EXISTS\r\n", PATIENCE));
            for (int account = 0; account < ACCOUNTS; account++) {
                deliver(admin, address(account));
                delivered[account] = System.nanoTime();
            }
            var heard = pushed.get();
            assertThat(heard).hasSize(CONNECTIONS).doesNotContain(0);
            // Some hear of it before the deliverer does
            var took = IntStream.range(0, CONNECTIONS)
                    .mapToLong(i -> Math.max(0, heard[i] - delivered[accounts[i]]) / 1_000_000)
                    .sorted()
                    .toArray();
            LOG.info(
                    "from 250 to EXISTS: p50 {} ms, p99 {} ms, last {} ms; {} ms for all {} messages",
                    took[took.length / 2],
                    took[took.length * 99 / 100],
                    took[took.length - 1],
                    (delivered[ACCOUNTS - 1] - delivered[0]) / 1_000_000,
                    ACCOUNTS);
        }
    }

    private static void report(ServiceProcess imap, String when, long before) throws IOException {
        long used = usedHeap(imap);
        long each = (used - before) / (CONNECTIONS - ACCOUNTS);
        LOG.info("{}: {} KB of heap, {} octets for each connection, {}", when, used / 1024, each, resident(imap));
        assertThat(each).as("octets of heap for each idle connection").isLessThan(EACH);
    }

    private static String address(int account) {
        return "user" + account + "@idle.example";
    }

    /**
     * So many connections for each account, all in IDLE.
     *
     * @param accounts told whose each connection is
     */
    private static void logIn(ManyClients clients, int each, int[] accounts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var logins = IntStream.range(0, ACCOUNTS)
                    .<Callable<Void>>mapToObj(account -> () -> {
                        for (int i = 0; i < each; i++) {
                            int number = clients.add(
                                    "a LOGIN %s \"%s\"\r\nb LIST \"\" *\r\nc SELECT INBOX\r\nd UID FETCH 1 (FLAGS BODY.PEEK[])\r\ne IDLE\r\n"
                                            .formatted(address(account), StoreProcess.PASSWORD),
                                    "+ idling\r\n");
                            accounts[number] = account;
                        }
                        return null;
                    })
                    .toList();
            for (var login : threads.invokeAll(logins)) {
                login.get();
            }
        }
    }

    private static void deliver(MailboxClient admin) {
        IntStream.range(0, ACCOUNTS).forEach(account -> deliver(admin, address(account)));
    }

    /** Comes again if it is told to, as every sender does: all sessions that were pushed ask for news meanwhile. */
    private static void deliver(MailboxClient admin, String address) {
        Eventually.within(PATIENCE).untilPasses("delivered to " + address, () -> {
            var envelope = new Envelope("", List.of(address), "ESMTP", null, null, "trace");
            var report = admin.api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.write("Subject: push\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII));
            }));
            assertThat(report.recipients()).allMatch(recipient -> recipient.refusal() == null);
        });
    }

    /** Octets of heap that are in use after a collection. */
    private static long usedHeap(ServiceProcess process) throws IOException {
        jcmd(process, "GC.run");
        var used = Pattern.compile("used (\\d+)K").matcher(jcmd(process, "GC.heap_info"));
        assertThat(used.find()).isTrue();
        return Long.parseLong(used.group(1)) * 1024;
    }

    private static String jcmd(ServiceProcess process, String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var running = new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What the operating system counts, where it is Linux. */
    private static String resident(ServiceProcess process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return "resident memory unknown";
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("");
        }
    }
}
