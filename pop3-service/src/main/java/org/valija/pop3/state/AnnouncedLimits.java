package org.valija.pop3.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;

/** What holds for maildrops at worst, as mailbox-service told within the last minute. For any thread. */
public final class AnnouncedLimits {

    private static final Duration FRESH = Duration.ofMinutes(1);
    /** How long nobody asks again after mailbox-service was away: CAPA must not wait for it each time. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final MaildropPoliciesApi policies;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(Optional.empty(), Instant.MIN);

    private record Known(Optional<MaildropLimits> limits, Instant until) {}

    public AnnouncedLimits(MaildropPoliciesApi policies, InstantSource clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** Empty as long as mailbox-service has never answered. */
    public Optional<MaildropLimits> get() {
        if (clock.instant().isAfter(known.until) && asking.tryLock()) {
            try {
                known = new Known(
                        Optional.of(policies.limits()), clock.instant().plus(FRESH));
            } catch (MailboxException _) {
                known = new Known(known.limits, clock.instant().plus(PAUSE));
            } finally {
                asking.unlock();
            }
        }
        return known.limits;
    }
}
