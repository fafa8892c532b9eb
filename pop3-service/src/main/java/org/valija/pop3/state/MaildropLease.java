package org.valija.pop3.state;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.MaildropsApi;

/**
 * Keeps a maildrop ours while the session lasts, however idle or slow the client is. If this process dies, nobody renews
 * the lease any more, and it runs out.
 */
final class MaildropLease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MaildropLease.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private final User user;
    private final MaildropsApi maildrops;
    private final InstantSource clock;
    private final Runnable whenLost;
    private final Thread renewal;
    private volatile Lease lease;

    /** The session is at its end: the lease is not renewed any more. */
    private volatile boolean ending;

    /** There is nothing left to give up. */
    private volatile boolean ended;

    private volatile boolean lost;

    /** @param whenLost called once, on another thread */
    private MaildropLease(User user, MaildropsApi maildrops, InstantSource clock, Lease lease, Runnable whenLost) {
        this.user = user;
        this.maildrops = maildrops;
        this.clock = clock;
        this.whenLost = whenLost;
        this.lease = lease;
        renewal = Thread.ofVirtual().name("maildrop-lease").unstarted(this::keep);
    }

    /** Renews a lease from now on. */
    static MaildropLease keep(User user, MaildropsApi maildrops, InstantSource clock, Lease lease, Runnable whenLost) {
        var kept = new MaildropLease(user, maildrops, clock, lease, whenLost);
        kept.renewal.start();
        return kept;
    }

    private void keep() {
        try {
            while (!ending && !lost) {
                Thread.sleep(pause());
                renew();
            }
        } catch (InterruptedException _) {
            // The session is over
        }
    }

    /** A third of what is left, so that two attempts may fail. */
    private Duration pause() {
        var third = Duration.between(clock.instant(), lease.expiresAt()).dividedBy(3);
        return third.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : third;
    }

    private void renew() {
        try {
            lease = maildrops.renew(user.token(), user.account(), lease.id());
        } catch (MailboxException.Unavailable e) {
            log.debug("Lease could not be renewed yet: {}", e.getMessage());
        } catch (MailboxException e) {
            if (!ending) {
                log.info("Maildrop of account {} is lost: {}", user.account(), e.getMessage());
                lost = true;
                whenLost.run();
            }
        }
    }

    /** Whether somebody else got the maildrop, or the user may no longer have it. */
    boolean isLost() {
        return lost;
    }

    /** Expunges messages and ends the lease: both or neither. */
    void update(UidSet deleted) {
        stopRenewing();
        maildrops.update(user.token(), user.account(), lease.id(), deleted);
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
        if (ended || lost) {
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
