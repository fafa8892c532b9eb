package org.valija.mailbox.api.maildrop;

import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * INBOX as it was when it was opened, as far as its policy shows it: message number n has the n-th UID, size and unique id.
 * Columns of numbers rather than rows, as there may be 100,000 of them.
 *
 * @param mailbox INBOX
 * @param sizes octets that RETR sends before dot-stuffing: those of the message, and a CRLF at its end where it has none
 * @param uniqueIds what {@link org.valija.mailbox.api.message.Message#uniqueId} tells in letters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
public record Maildrop(
        Lease lease, MailboxId mailbox, UidSet uids, long[] sizes, long[] uniqueIds, MaildropTerms terms) {}
