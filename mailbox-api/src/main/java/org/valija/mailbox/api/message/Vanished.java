package org.valija.mailbox.api.message;

import org.valija.mailbox.api.UidSet;

/**
 * What is not there any more of messages that were asked for.
 *
 * @param uids expunged or moved away since; those of all times where that is longer ago than expunged UIDs are kept
 */
public record Vanished(UidSet uids) {}
