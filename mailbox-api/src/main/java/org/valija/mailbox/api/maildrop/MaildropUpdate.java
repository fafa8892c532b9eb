package org.valija.mailbox.api.maildrop;

import org.valija.mailbox.api.UidSet;

/**
 * What a session did with its maildrop, by the UIDs that it was told of; those that are gone meanwhile are no error.
 *
 * @param deleted messages that the client deleted; may be empty
 * @param retrieved messages that it got whole; may be empty
 */
public record MaildropUpdate(UidSet deleted, UidSet retrieved) {}
