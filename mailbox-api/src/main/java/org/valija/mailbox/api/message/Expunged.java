package org.valija.mailbox.api.message;

import org.valija.mailbox.api.UidSet;

/**
 * @param highestModseq of the mailbox afterwards
 */
public record Expunged(UidSet uids, long highestModseq) {}
