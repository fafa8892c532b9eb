package org.valija.smtp.gather;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.delivery.ResolvedRecipient;

/**
 * Remembers for a moment who gets mail here, so that a burst of mail for the same people asks once. Refusals are not
 * remembered: who was just created, or has made room, is found at once. Whoever was taken away meanwhile is refused by the
 * transaction that delivers, which asks again; so the client hears it after the message instead of at RCPT. Thread-safe.
 */
@Component
public final class KnownRecipients implements RecipientsApi {

    /** How long an answer holds. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final RecipientsApi recipients;
    private final Cache<String, Known> known;

    /**
     * One who had room.
     *
     * @param size octets that there was room for
     */
    private record Known(ResolvedRecipient recipient, long size) {}

    @Autowired
    public KnownRecipients(GatheredRecipients recipients) {
        this(recipients, Ticker.systemTicker());
    }

    KnownRecipients(RecipientsApi recipients, Ticker ticker) {
        this.recipients = recipients;
        known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(FRESH)
                .ticker(ticker)
                .build();
    }

    @Override
    public ResolvedRecipient resolve(String address, long size) {
        var before = known.getIfPresent(address);
        if (before != null && size <= before.size) {
            return before.recipient;
        }
        var resolved = recipients.resolve(address, size);
        if (resolved.local()) {
            known.put(address, new Known(resolved, size));
        }
        return resolved;
    }
}
