package org.valija.mailbox.api.maildrop;

import org.jspecify.annotations.Nullable;

/**
 * What holds for a maildrop, from its account's policy, its domain's, and the settings.
 *
 * @param deletion what becomes of messages that a client deletes
 * @param markRead whether messages that a client has retrieved are marked as read when it ends the session
 * @param expireDays how many days after it came a message is in the maildrop, at least 1; null for ever (RFC 2449, 6.7)
 * @param loginDelaySeconds how long after an opening the maildrop can't be opened again; 0 for no delay (RFC 2449, 6.5)
 */
public record MaildropTerms(
        MaildropPolicy.Deletion deletion,
        boolean markRead,
        @Nullable Integer expireDays,
        int loginDelaySeconds) {}
