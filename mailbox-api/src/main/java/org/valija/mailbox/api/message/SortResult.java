package org.valija.mailbox.api.message;

/**
 * Messages in order.
 *
 * @param uids in that order, all or those at the positions that were asked for
 * @param count how many messages match
 * @param highestModseq of the messages that match; 0 if there are none
 */
public record SortResult(long[] uids, int count, long highestModseq) {}
