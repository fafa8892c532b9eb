package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.MailboxService;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/** Memory is bounded by settings, not by messages. */
class MemoryTest {

    private static final String ADMIN_KEY = "admin-key-of-the-memory-test";
    private static final int DELIVERIES = 30;
    /** Octets before base64, which makes 25 MB of them. */
    private static final int ATTACHMENT = 18_500_000;

    @Test
    void manyLargeDeliveriesFitASmallHeap() throws Exception {
        int port = freePort();
        var settings = Stream.concat(
                        Stream.of(TestPostgres.database().springProperties()),
                        Stream.of(
                                "server.port=" + port,
                                "server.address=127.0.0.1",
                                "mailbox.security.admin-key=" + ADMIN_KEY,
                                "mailbox.accounts.scram-iterations=4096"))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        var url = URI.create("http://127.0.0.1:" + port);
        try (var service = ServiceProcess.main(
                                "mailbox-service-256m", MailboxService.class, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
                        .with(settings)
                        .startUntilAnswers(url.resolve("/actuator/health"));
                var client = new MailboxClient(new MailboxClientProperties(
                        url, ADMIN_KEY, Duration.ofSeconds(5), Duration.ofMinutes(3), DELIVERIES))) {
            client.api(DomainsApi.class).create(new NewDomain("example.org"));
            var account = client.api(AccountsApi.class).create(new NewAccount("ann@example.org", "correct horse", 0L));
            var tasks = new ArrayList<Callable<DeliveryReport>>();
            long size = 0;
            for (int i = 0; i < DELIVERIES; i++) {
                int number = i;
                tasks.add(() -> deliver(client, number));
                size += size(number);
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var report : threads.invokeAll(tasks)) {
                    assertThat(report.get().recipients()).allMatch(recipient -> recipient.refusal() == null);
                }
            }
            assertThat(client.api(AccountsApi.class).get(account.id()).usedBytes())
                    .isEqualTo(size);
            assertThat(service.isAlive()).isTrue();
        }
    }

    private static DeliveryReport deliver(MailboxClient client, int number) throws IOException {
        var envelope = new Envelope("", List.of("ann@example.org"), "ESMTP", null, null, "trace");
        try (var content = LargeMessage.withAttachmentOf(ATTACHMENT, number)) {
            return client.api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.writeFrom(content);
            }));
        }
    }

    private static long size(int number) throws IOException {
        try (var content = LargeMessage.withAttachmentOf(ATTACHMENT, number)) {
            return content.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
