package org.valija.pop3.state;

import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.mailbox.api.maildrop.MaildropUpdate;

/**
 * INBOX as it was when the session opened it, and what the session has marked as deleted: RFC 1939, 4 and 5. Message
 * numbers and sizes stay as they are, whatever happens to the mailbox meanwhile. Belongs to the session's thread.
 */
public final class OpenMaildrop implements AutoCloseable {

    private final Maildrop maildrop;
    private final MaildropLease lease;
    private final Retrieval retrieval;

    /** By message number. */
    private final BitSet deleted = new BitSet();

    private final BitSet retrieved = new BitSet();

    private long octets;

    OpenMaildrop(Maildrop maildrop, MaildropLease lease, Retrieval retrieval) {
        this.maildrop = maildrop;
        this.lease = lease;
        this.retrieval = retrieval;
        octets = Arrays.stream(maildrop.sizes()).sum();
    }

    /** How many messages are not marked as deleted. */
    public int messages() {
        return maildrop.sizes().length - deleted.cardinality();
    }

    /** Octets of all messages that are not marked as deleted. */
    public long octets() {
        return octets;
    }

    /** A line for each message that is not marked as deleted, in the order of their numbers. */
    public Stream<String> lines(IntFunction<String> line) {
        return IntStream.rangeClosed(1, maildrop.sizes().length)
                .filter(number -> !deleted.get(number))
                .mapToObj(line);
    }

    /**
     * Octets of a message as RETR sends it, before dot-stuffing.
     *
     * @throws NoSuchMessage here and below, if there is no message of that number or it is marked as deleted
     */
    public long size(int number) {
        return maildrop.sizes()[check(number) - 1];
    }

    /** What names the message for ever: RFC 1939, 7, UIDL. */
    public String uniqueId(int number) {
        return Long.toString(maildrop.uniqueIds()[check(number) - 1]);
    }

    /** Marks a message as deleted. */
    public void delete(int number) {
        octets -= size(number);
        deleted.set(number);
    }

    /** Takes back all marks. */
    public void reset() {
        deleted.clear();
        octets = Arrays.stream(maildrop.sizes()).sum();
    }

    /**
     * The content of a message, to be read before anything else is retrieved.
     *
     * @throws NoSuchMessage also if another session has removed it
     */
    public InputStream retrieve(int number) {
        var content = retrieval.retrieve(check(number));
        retrieved.set(number);
        return content;
    }

    /** The header of a message and the first lines of its body; as {@link #retrieve}. */
    public InputStream top(int number, int lines) {
        return retrieval.top(check(number), lines);
    }

    private int check(int number) {
        int last = maildrop.sizes().length;
        if (number > last) {
            throw new NoSuchMessage("no such message, only " + last + " messages in maildrop");
        }
        if (deleted.get(number)) {
            throw new NoSuchMessage("message " + number + " is deleted");
        }
        return number;
    }

    /** What holds for the maildrop, whatever it may be for others. */
    public MaildropTerms terms() {
        return maildrop.terms();
    }

    /** Why somebody else may have the maildrop, or the user may not; null while it is ours. For any thread. */
    public @Nullable MailboxException lost() {
        return lease.lost();
    }

    /** Holds nothing of the store's while the client thinks. */
    public void rest() {
        retrieval.close();
    }

    /**
     * Deletes what is marked, as far as the maildrop's policy is to delete, and gives up the maildrop: both or neither.
     *
     * @throws org.valija.mailbox.api.MailboxException if neither was possible
     */
    public void update() {
        retrieval.close();
        lease.update(new MaildropUpdate(uids(deleted), uids(retrieved)));
    }

    private UidSet uids(BitSet numbers) {
        var uids = new UidSetBuilder();
        numbers.stream().forEach(number -> uids.add(maildrop.uids().at(number - 1)));
        return uids.build();
    }

    /** Gives up the maildrop; nothing is deleted that has not been by {@link #update}. */
    @Override
    public void close() {
        retrieval.close();
        lease.close();
    }
}
