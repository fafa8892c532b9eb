package org.valija.mailbox.replicas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.valija.mailbox.testing.MailboxServer;

/**
 * Follows the event feed from one place on, and leaves it again and again to resume it, by the last id that it has seen, at
 * either replica. Keeps the ids of all events that came, in their order.
 */
final class ResumingReader {

    private final Replicas replicas;
    private final Random random;
    private final boolean slow;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> ids = new ArrayList<>();
    private String last;

    /**
     * @param last the id to start after
     * @param slow whether it dawdles, so that it falls behind what replicas keep in memory
     */
    ResumingReader(Replicas replicas, String last, long seed, boolean slow) {
        this.replicas = replicas;
        this.last = last;
        this.random = new Random(seed);
        this.slow = slow;
    }

    /** Reads until it has come to a place that is told at some time, and returns the ids of all events. */
    List<String> readUntil(AtomicReference<String> end) throws InterruptedException {
        while (!last.equals(end.get())) {
            try {
                connect(random.nextInt(1, 150), end);
            } catch (IOException _) {
                // That replica has stopped; there is another one
            }
        }
        return ids;
    }

    /** Reads so many events, heartbeats not counted, and leaves. */
    private void connect(int events, AtomicReference<String> end) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(replicas.any(random).url() + "/v1/events"))
                .header("Authorization", "Bearer " + MailboxServer.ADMIN_KEY)
                .header("Last-Event-ID", last)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 4) {
            throw new AssertionError("HTTP " + answer.statusCode() + " after " + last);
        }
        try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var id = last;
            boolean event = false;
            int left = events;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    event = true;
                } else if (line.isEmpty()) {
                    // An event, or a heartbeat that tells a place, counts once it is complete
                    last = id;
                    if (event) {
                        ids.add(id);
                        left--;
                        dawdle();
                    }
                    event = false;
                    if (left == 0 || last.equals(end.get())) {
                        return;
                    }
                }
            }
        }
    }

    private void dawdle() throws InterruptedException {
        if (slow && random.nextInt(20) == 0) {
            Thread.sleep(random.nextInt(30));
        }
    }
}
