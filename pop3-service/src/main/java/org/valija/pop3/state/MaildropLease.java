package org.valija.pop3.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.maildrop.MaildropsApi;

/**
 * Keeps a maildrop ours while the session lasts, however idle or slow the client is. If this process dies, nobody renews
 * the lease any more, and it runs out.
 */
final class MaildropLease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MaildropLease.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    /** A third of the longest lease that mailbox-service gives. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final User user;
    private final MaildropsApi maildrops;
    private final OpenMaildrops open;
    private final InstantSource clock;
    private final Runnable whenLost;
    private final Thread renewal;
    private volatile Lease lease;

    /** The session is at its end: the lease is not renewed any more. */
    private volatile boolean ending;

    /** There is nothing left to give up. */
    private volatile boolean ended;

    /** Why somebody else may have it, or the user may not. */
    private final AtomicReference<@Nullable MailboxException> lost = new AtomicReference<>();

    private MaildropLease(User user, Maildrops store, Lease lease, Runnable whenLost) {
        this.user = user;
        this.maildrops = store.maildrops();
        this.open = store.open();
        this.clock = store.clock();
        this.whenLost = whenLost;
        this.lease = lease;
        renewal = Thread.ofVirtual().name("maildrop-lease").unstarted(this::keep);
    }

    /**
     * Renews a lease from now on.
     *
     * @param whenLost called once, on another thread
     */
    static MaildropLease keep(User user, Maildrops store, Lease lease, Runnable whenLost) {
        var kept = new MaildropLease(user, store, lease, whenLost);
        kept.renewal.start();
        kept.open.add(user.account(), kept);
        return kept;
    }

    private void keep() {
        try {
            while (!ending && lost.get() == null) {
                Thread.sleep(pause());
                renew();
            }
        } catch (InterruptedException | CancellationException _) {
            // The session is over: in a pause, or when a connection was waited for
        }
    }

    /** A third of what is left, so that two attempts may fail; by our clock, which may be slow. */
    private Duration pause() {
        var third = Duration.between(clock.instant(), lease.expiresAt()).dividedBy(3);
        if (third.compareTo(LONGEST_PAUSE) > 0) {
            return LONGEST_PAUSE;
        }
        return third.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : third;
    }

    private void renew() {
        try {
            lease = maildrops.renew(user.token(), user.account(), lease.id());
        } catch (MailboxException.Unavailable e) {
            log.debug("Lease could not be renewed yet: {}", e.getMessage());
        } catch (MailboxException e) {
            lose(e);
        }
    }

    private void lose(MailboxException reason) {
        if (!ending && lost.compareAndSet(null, reason)) {
            log.info("Maildrop of account {} is lost: {}", user.account(), reason.getMessage());
            whenLost.run();
        }
    }

    /** Finds out now, on another thread, whether the user may still have the maildrop. */
    void check() {
        Thread.ofVirtual().name("maildrop-check").start(() -> {
            try {
                user.renew();
                renew();
            } catch (MailboxException.Unavailable _) {
                // The next renewal finds out
            } catch (MailboxException e) {
                lose(e);
            }
        });
    }

    /** Why somebody else may have the maildrop, or the user may not; null while it is ours. */
    @Nullable
    MailboxException lost() {
        return lost.get();
    }

    /** Does what the policy wants and ends the lease: both or neither. */
    void update(MaildropUpdate update) {
        stopRenewing();
        maildrops.update(user.token(), user.account(), lease.id(), update);
        ended = true;
    }

    private void stopRenewing() {
        ending = true;
        renewal.interrupt();
    }

    /** Ends the lease, if it has not been. */
    @Override
    public void close() {
        stopRenewing();
        open.remove(user.account(), this);
        if (ended) {
            return;
        }
        ended = true;
        try {
            maildrops.release(user.token(), user.account(), lease.id());
        } catch (MailboxException e) {
            log.debug("Lease could not be given up, it will run out: {}", e.getMessage());
        }
    }
}
