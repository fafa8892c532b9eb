package org.valija.imap.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.valija.mailbox.api.client.EventFeed;

/** What goes on beside the sessions while the service runs: following the event feed, and keeping tokens fresh. */
final class Background implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Background.class);

    /** Much shorter than half the life of a token. */
    private static final Duration RENEWAL = Duration.ofSeconds(15);

    private final EventFeed feed;
    private final Watches watches;
    private EventFeed.@Nullable Subscription following;
    private @Nullable Thread renewing;

    Background(EventFeed feed, Watches watches) {
        this.feed = feed;
        this.watches = watches;
    }

    /** Before the listeners, and stopped after them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public synchronized void start() {
        following = feed.subscribe(watches);
        renewing = Thread.ofVirtual().name("token-renewal").start(this::renew);
    }

    private void renew() {
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                try {
                    watches.renewTokens();
                } catch (RuntimeException e) {
                    log.error("Renewing tokens failed, and is tried again", e);
                }
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }

    @Override
    public synchronized void stop() {
        if (following != null && renewing != null) {
            following.close();
            renewing.interrupt();
            following = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return following != null;
    }
}
