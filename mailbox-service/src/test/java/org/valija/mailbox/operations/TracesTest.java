package org.valija.mailbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** A caller's trace goes on here, and a collector is told of it: OpenTelemetry Protocol, by HTTP. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void aCollectorHearsOfTheSpansOfACallersTrace() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (var server = MailboxServer.on(
                        TestPostgres.database(),
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                                + collector.getAddress().getPort() + "/v1/traces",
                        "management.opentelemetry.tracing.export.schedule-delay=100ms");
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.url().resolve("/v1/accounts"))
                    .header("Authorization", "Bearer " + MailboxServer.ADMIN_KEY)
                    .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            Eventually.eventually(
                    "the span of the request",
                    () -> heard.stream()
                            .anyMatch(spans -> spans.contains(octets(TRACE))
                                    && spans.contains(octets(SPAN))
                                    && spans.contains("http get /v1/accounts")
                                    && spans.contains("mailbox-service")));
        } finally {
            collector.stop(0);
        }
    }

    /** As protobuf has them: as they are. */
    private static String octets(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.ISO_8859_1);
    }
}
