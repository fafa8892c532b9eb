package org.valija.mailbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.MailboxService;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Database;
import org.valija.testkit.Eventually;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/** SIGTERM, in a process of its own: what was accepted is finished, nothing new is taken, and feeds end. */
class GracefulStopTest {

    private static final String ADDRESS = "ann@stop.example";
    private static final int TERMINATED = 128 + 15;

    private final Database database = TestPostgres.database();

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ServiceProcess start(int port) {
        var arguments = new ArrayList<>(List.of(database.springProperties()));
        arguments.addAll(List.of(
                "server.port=" + port,
                "server.address=127.0.0.1",
                "mailbox.security.admin-key=" + MailboxServer.ADMIN_KEY,
                "mailbox.accounts.scram-iterations=4096"));
        for (var service : List.of("smtp", "pop3", "imap")) {
            arguments.add("mailbox.security.services." + service + "=" + service + "-credential-of-the-tests");
        }
        return ServiceProcess.main("mailbox-service-to-stop", MailboxService.class, "-XX:TieredStopAtLevel=1")
                .with(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new))
                .startUntilAnswers(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
    }

    @Test
    void whatWasAcceptedIsFinishedAndFeedsEndInGoodOrder() throws Exception {
        int port = freePort();
        var url = URI.create("http://127.0.0.1:" + port);
        var admin = new RawHttp(url, MailboxServer.ADMIN_KEY);
        try (var service = start(port);
                var other = database.connect();
                var watching = database.connect()) {
            assertThat(admin.post("/v1/domains", "{\"name\": \"stop.example\"}").status())
                    .isEqualTo(201);
            var account = "{\"address\": \"" + ADDRESS + "\", \"password\": \"correct horse\"}";
            assertThat(admin.post("/v1/accounts", account).status()).isEqualTo(201);
            var feed = new FeedReader(url, MailboxServer.ADMIN_KEY, "", null);

            // One delivery is in the middle of its transaction, another in the middle of its content
            other.setAutoCommit(false);
            other.createStatement().execute("select from account where address = '" + ADDRESS + "' for update");
            var delivery = CompletableFuture.supplyAsync(() -> admin.call(
                    "POST",
                    "/v1/deliveries?from=&to=" + ADDRESS,
                    "message/rfc822",
                    "Subject: accepted\r\n\r\ntext\r\n"));
            Eventually.eventually("the delivery waits for the lock", () -> isWaiting(watching));
            try (var slow = new Socket("127.0.0.1", port)) {
                var content = "Subject: slow\r\n\r\nfirst half, second half\r\n";
                send(
                        slow,
                        "POST /v1/deliveries?from=&to=" + ADDRESS + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer " + MailboxServer.ADMIN_KEY
                                + "\r\nContent-Type: message/rfc822\r\n"
                                + "Content-Length: " + content.length() + "\r\nExpect: 100-continue\r\n\r\n");
                // Answered when the content is asked for: it is being read now
                assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 100");

                var stopped = CompletableFuture.runAsync(service::close);
                feed.awaitEnd();
                Eventually.eventually("no new connection is taken", () -> isRefused(port));
                assertThat(delivery).isNotDone();
                assertThat(service.isAlive()).isTrue();

                other.rollback();
                assertThat(delivery.join().status()).isEqualTo(200);
                assertThat(delivery.join().body()).doesNotContain("refusal");
                send(slow, content);
                var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).contains("HTTP/1.1 200").doesNotContain("refusal");
                stopped.join();
            }
            assertThat(service.exitValue()).isEqualTo(TERMINATED);
            assertThat(service.output()).doesNotContain("Graceful shutdown aborted", "ERROR", "\tat ");
            // For search, and so without their case
            assertThat(subjects(other)).map(String::toLowerCase).containsExactlyInAnyOrder("accepted", "slow");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static boolean isRefused(int port) {
        try (var _ = new Socket("127.0.0.1", port)) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean isWaiting(Connection connection) throws SQLException {
        var sql = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        try (var row = connection.createStatement().executeQuery(sql)) {
            return row.next();
        }
    }

    private static List<String> subjects(Connection connection) throws SQLException {
        var subjects = new ArrayList<String>();
        try (var row = connection.createStatement().executeQuery("select subject from message")) {
            while (row.next()) {
                subjects.add(row.getString(1));
            }
        }
        return subjects;
    }
}
