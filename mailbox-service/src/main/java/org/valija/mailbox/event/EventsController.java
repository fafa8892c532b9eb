package org.valija.mailbox.event;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.EventFeed;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Callers;

/** The event feed, as Server-Sent Events. */
@RestController
class EventsController {

    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

    private final EventTable table;
    private final EventTail tail;
    private final EventProperties properties;
    private final FeedMetrics metrics;

    EventsController(EventTable table, EventTail tail, EventProperties properties, FeedMetrics metrics) {
        this.table = table;
        this.tail = tail;
        this.properties = properties;
        this.metrics = metrics;
    }

    /**
     * Serves events as they happen, until the client goes.
     *
     * @param type of the events to serve; all if null
     * @param account whose events to serve; a user gets none but their own
     * @param lastEventId the id of the event to resume after; from now on if null
     * @throws MailboxException.Gone if events after that one are no longer kept
     */
    @GetMapping(path = EventFeed.PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable AccountId account,
            @RequestParam(required = false) @Nullable String domain,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        var filter = new FeedFilter(types(type), own(account), domain);
        var start = start(lastEventId);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy that gathers answers would hold events back
        response.setHeader("X-Accel-Buffering", "no");
        var out = response.getOutputStream();
        var follower = new Follower(tail, filter, start, properties.heartbeat(), out);
        metrics.joined(follower);
        try {
            follower.follow();
        } catch (IOException e) {
            LOG.debug("A follower of the event feed has gone: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            metrics.left(follower);
        }
    }

    private static Set<String> types(@Nullable List<String> types) {
        if (types == null) {
            return Set.of();
        }
        for (var type : types) {
            if (EventType.of(type).isEmpty()) {
                throw new MailboxException.Invalid("type", "there is no event of type " + type);
            }
        }
        return Set.copyOf(types);
    }

    private static @Nullable AccountId own(@Nullable AccountId account) {
        if (!(Callers.current().orElse(null) instanceof Caller.User user)) {
            return account;
        }
        if (account != null && !account.equals(user.account())) {
            throw new MailboxException.NotPermitted("these are another user's events");
        }
        return user.account();
    }

    private Position start(@Nullable String lastEventId) {
        if (lastEventId == null) {
            return table.end();
        }
        var position = Position.parse(lastEventId);
        if (!table.isKept(position)) {
            throw new MailboxException.Gone("events after " + position + " are no longer kept");
        }
        return position;
    }
}
