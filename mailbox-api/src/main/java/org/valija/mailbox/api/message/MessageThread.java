package org.valija.mailbox.api.message;

/**
 * A conversation as a tree, written down message by message: each before the replies to it, replies by date.
 *
 * @param uids 0 for a first message that is missing, or is not among those that match
 * @param depths how deep each message stands; 0 for the first
 */
public record MessageThread(long[] uids, int[] depths) {}
