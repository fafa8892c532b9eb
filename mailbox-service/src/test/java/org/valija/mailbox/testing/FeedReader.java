package org.valija.mailbox.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.testkit.Eventually;
import tools.jackson.databind.json.JsonMapper;

/** Reads the event feed of a server as a plain client of Server-Sent Events, and keeps all that came. */
public final class FeedReader implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<CloudEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final int status;
    private volatile boolean ended;

    /**
     * Connects, and returns when the answer has begun.
     *
     * @param query such as {@code ?type=org.valija.login.failed}; may be empty
     * @param lastEventId null to start now
     */
    public FeedReader(URI url, String bearer, String query, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/events" + query))
                .header("Authorization", "Bearer " + bearer)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            status = answer.statusCode();
            Thread.ofVirtual().start(() -> read(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read(InputStream body) {
        try (var in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    ids.add(line.substring("id: ".length()));
                } else if (line.startsWith("data: ")) {
                    events.add(JsonMapper.shared().readValue(line.substring("data: ".length()), CloudEvent.class));
                }
            }
        } catch (IOException _) {
            // Closed by either side
        } finally {
            ended = true;
        }
    }

    public int status() {
        return status;
    }

    /** All that have come so far. */
    public List<CloudEvent> events() {
        return List.copyOf(events);
    }

    /** All ids that have come so far, those of heartbeats as well. */
    public List<String> ids() {
        return List.copyOf(ids);
    }

    /** Waits until so many events have come, and returns all. */
    public List<CloudEvent> await(int count) {
        Eventually.eventually(count + " events, of which came " + events.size(), () -> events.size() >= count);
        return events();
    }

    /** Waits until the server has ended the answer. */
    public void awaitEnd() {
        Eventually.eventually("the feed ends", () -> ended);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
