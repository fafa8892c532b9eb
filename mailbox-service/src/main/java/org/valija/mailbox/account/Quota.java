package org.valija.mailbox.account;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;

/**
 * How much an account may hold.
 *
 * @param bytes octets, 0 for no limit; null for the default of its domain
 * @param messages 0 for no limit; null for the default of its domain
 * @param mailboxes 0 for no limit; null for the default of its domain
 */
record Quota(
        @Nullable Long bytes,
        @Nullable Long messages,
        @Nullable Long mailboxes) {

    /** That of its domain. */
    static final Quota DEFAULT = new Quota(null, null, null);

    Quota {
        check("quotaBytes", bytes);
        check("quotaMessages", messages);
        check("quotaMailboxes", mailboxes);
    }

    /** @param field to be named where the number is wrong */
    static void check(String field, @Nullable Long number) {
        if (number != null && number < 0) {
            throw new MailboxException.Invalid(field, "a quota is 0, for no limit, or more");
        }
    }
}
