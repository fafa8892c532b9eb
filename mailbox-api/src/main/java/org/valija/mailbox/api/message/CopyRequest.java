package org.valija.mailbox.api.message;

import org.valija.mailbox.api.UidSet;

/**
 * @param to name of the mailbox that they go to
 */
public record CopyRequest(UidSet uids, String to) {}
