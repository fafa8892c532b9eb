package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What operators see. */
class RunningServiceTest {

    private final LivePop3 pop3 = LivePop3.shared();

    @Test
    void tellsItsHealthAndCountsConnections() throws IOException, InterruptedException {
        pop3.maildrop(pop3.owner());
        assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus"))
                .containsPattern("line_connections_accepted_total\\{listener=\"pop3\"} [1-9]")
                .contains("line_connections_open{listener=\"pop3s\"} 0.0");
    }

    private String get(String path) throws IOException, InterruptedException {
        var port = pop3.service().getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
