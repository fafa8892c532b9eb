package org.valija.mailbox.mailbox;

import org.valija.mailbox.api.message.SystemFlag;

/**
 * Counts messages as they come, go or change, for the counters of their mailbox and the usage of their account. All
 * numbers may be negative.
 */
public final class Tally {

    private long messages;
    private long unseen;
    private long deleted;
    private long size;

    /**
     * @param flags as the sum of {@link SystemFlag#bit}
     * @param octets of the message
     */
    public void add(int flags, long octets) {
        messages++;
        size += octets;
        count(flags, 1);
    }

    /** A message that is gone; as for {@link #add}. */
    public void remove(int flags, long octets) {
        messages--;
        size -= octets;
        count(flags, -1);
    }

    /** Messages that stay, with other flags. */
    public void change(int before, int after, long messages) {
        count(before, -messages);
        count(after, messages);
    }

    private void count(int flags, long by) {
        unseen += (flags & SystemFlag.SEEN.bit()) == 0 ? by : 0;
        deleted += (flags & SystemFlag.DELETED.bit()) != 0 ? by : 0;
    }

    /** Both together. */
    public Tally plus(Tally other) {
        var both = new Tally();
        both.messages = messages + other.messages;
        both.unseen = unseen + other.unseen;
        both.deleted = deleted + other.deleted;
        both.size = size + other.size;
        return both;
    }

    public long messages() {
        return messages;
    }

    public long unseen() {
        return unseen;
    }

    public long deleted() {
        return deleted;
    }

    /** In octets. */
    public long size() {
        return size;
    }
}
