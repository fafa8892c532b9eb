package org.valija.mailbox.api.maildrop;

import org.jspecify.annotations.Nullable;

/**
 * What holds for maildrops at worst, to be announced to a client that has not said yet whose it wants (RFC 2449, 6.5 and 6.7).
 *
 * @param expireDays the shortest time that a message is in a maildrop, in days; null if it is for ever in all of them
 * @param expireVaries whether it is longer in some
 * @param loginDelaySeconds the longest time between two openings; 0 for no delay
 * @param loginDelayVaries whether it is shorter for some
 */
public record MaildropLimits(
        @Nullable Integer expireDays, boolean expireVaries, int loginDelaySeconds, boolean loginDelayVaries) {}
