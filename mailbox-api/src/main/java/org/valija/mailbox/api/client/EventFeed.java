package org.valija.mailbox.api.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.MailEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the event feed of mailbox-service ({@code GET /v1/events}, Server-Sent Events) and resumes where it broke off.
 * From the first connection on no event is left out; where the feed can't resume, it says so, and who listens has to
 * look at the state again.
 */
public final class EventFeed {

    /** The path of the feed. */
    public static final String PATH = "/v1/events";

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final MailboxClient client;

    EventFeed(MailboxClient client) {
        this.client = client;
    }

    /** Who listens. What happens is told on the feed's own thread, which must not be held up for long. */
    public interface Listener extends Consumer<MailEvent> {

        /** What it wants to hear of; nothing else is sent. A mailbox-service that does not know one of them refuses the feed. */
        Set<EventType> types();

        /** Events may have been missed: connected for the first time, or again after the position was lost. */
        void gap();
    }

    /** Follows the feed on a virtual thread until the subscription is closed. */
    public Subscription subscribe(Listener listener) {
        var subscription = new Subscription(listener);
        subscription.thread.start();
        return subscription;
    }

    /** One listener's place in the feed. */
    public final class Subscription implements AutoCloseable {

        private final Listener listener;
        private final Thread thread;
        private @Nullable String lastEventId;

        private Subscription(Listener listener) {
            this.listener = listener;
            thread = Thread.ofVirtual().name("event-feed").unstarted(this::follow);
        }

        private void follow() {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    connect();
                } catch (MailboxException.Gone _) {
                    LOG.warn("Position {} in the event feed is gone; starting at its end", lastEventId);
                    lastEventId = null;
                } catch (RuntimeException | IOException e) {
                    LOG.info("Event feed broke off, connecting again: {}", e.getMessage());
                }
                try {
                    Thread.sleep(RETRY);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }

        private void connect() throws IOException {
            var resumes = lastEventId;
            try (var events = client.rest()
                    .get()
                    .uri(uri ->
                            uri.path(PATH).queryParam("type", types(listener)).build())
                    .accept(MediaType.TEXT_EVENT_STREAM)
                    .headers(headers -> {
                        if (resumes != null) {
                            headers.set("Last-Event-ID", resumes);
                        }
                    })
                    .retrieve()
                    .requiredBody(InputStream.class)) {
                if (resumes == null) {
                    listener.gap();
                }
                read(new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8)));
            }
        }

        private static List<String> types(Listener listener) {
            return listener.types().stream().map(EventType::type).sorted().toList();
        }

        /** One event is lines of fields up to an empty one; a line that starts with a colon is a heartbeat. */
        private void read(BufferedReader in) throws IOException {
            var data = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    accept(data.toString());
                    data.setLength(0);
                } else if (line.startsWith("data:")) {
                    data.append(line, "data:".length(), line.length()).append('\n');
                } else if (line.startsWith("id:")) {
                    lastEventId = line.substring("id:".length()).strip();
                }
            }
        }

        private void accept(String json) {
            JsonMapper.shared().readValue(json, CloudEvent.class).toMailEvent().ifPresent(listener);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
