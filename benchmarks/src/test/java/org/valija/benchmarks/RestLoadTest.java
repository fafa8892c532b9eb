package org.valija.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The REST load against an HTTP server that keeps what it got, and answers as mailbox-service does. */
class RestLoadTest {

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/deliveries", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Those for {@code full@} are refused; every other answer comes in chunks. */
    private void answer(HttpExchange exchange) throws IOException {
        var content = exchange.getRequestBody().readAllBytes();
        var query = exchange.getRequestURI().getQuery();
        requests.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + query + " " + content.length);
        var refused = query.contains("full@");
        var report = "{\"recipients\":[{\"recipient\":\"x\"" + (refused ? ",\"refusal\":{}" : "") + "}]}";
        exchange.sendResponseHeaders(200, requests.size() % 2 == 0 ? 0 : report.length());
        try (var out = exchange.getResponseBody()) {
            out.write(report.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void deliversSoManyOfThatSizeToAllInTurn() throws IOException {
        var json = folder.resolve("result.json");
        assertThat(run("--to", "ann@example.org,bob@example.org", "--json", json.toString()))
                .isZero();
        assertThat(requests)
                .hasSize(50)
                .allMatch(request -> request.startsWith("Bearer secret from=load@example.org&to="))
                .allMatch(request -> request.endsWith(" 2000"))
                .filteredOn(request -> request.contains("to=ann@example.org"))
                .hasSize(25);
        var result = JsonMapper.shared().readTree(Files.readAllBytes(json));
        assertThat(result.get("operations").asInt()).isEqualTo(40);
        assertThat(result.get("errors").asInt()).isZero();
    }

    @Test
    void countsWhatWasRefusedAsAnError() {
        assertThat(run("--to", "full@example.org")).isEqualTo(1);
    }

    private int run(String... more) {
        var arguments = new String[] {
            "rest",
            "--host",
            server.getAddress().getHostString(),
            "--port",
            Integer.toString(server.getAddress().getPort()),
            "--key",
            "secret",
            "--size",
            "2000",
            "--connections",
            "4",
            "--warm-up",
            "10",
            "--count",
            "40"
        };
        var all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return new CommandLine(new Benchmarks()).execute(all);
    }
}
