package org.valija.imap.state;

import java.util.List;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SearchKey;
import org.valija.imap.parse.SequenceSet;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.SearchCriteria;

/**
 * The mailbox of a session as its client knows it: which UID has which sequence number, and up to which modification
 * sequence everything has been told. A set of UIDs, whatever the number of messages; belongs to the session's thread.
 */
public final class SelectedMailbox {

    private final MailboxId id;
    private final boolean readOnly;
    private UidSet uids;
    private UidSet recent;
    private UidSet gone = UidSet.empty();
    private UidSet saved = UidSet.empty();
    private List<String> keywords;
    private long modseq;
    private final ToldFlags told = new ToldFlags();

    private SelectedMailbox(MailboxState state, UidSet uids, boolean readOnly) {
        this.id = state.status().id();
        this.readOnly = readOnly;
        this.uids = uids;
        this.recent = uids.intersect(UidSet.range(Math.max(1, state.firstRecent()), Uid.MAX));
        this.keywords = state.keywords();
        this.modseq = state.highestModseq();
    }

    /** A mailbox as it was opened, and the session's view of it. */
    public record Opened(MailboxState state, SelectedMailbox mailbox) {}

    /**
     * Opens a mailbox.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is none of that name
     */
    public static Opened open(Authenticated state, MailboxName name, boolean readOnly) {
        var watch = state.client().watch();
        // Before the question, so that nothing is missed between the answer and now
        watch.anything();
        // Who only examines does not take the recent messages away from others: RFC 3501, 6.3.2
        var opened = state.mailboxes().open(name, !readOnly);
        watch.only(opened.status().id());
        var all = opened.uids();
        return new Opened(opened, new SelectedMailbox(opened, all == null ? UidSet.empty() : all, readOnly));
    }

    public MailboxId id() {
        return id;
    }

    /** Opened by EXAMINE: nothing may be changed. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** All messages that the client knows of; the n-th has sequence number n. */
    public UidSet uids() {
        return uids;
    }

    /** Messages that are recent in this session: RFC 3501, 2.3.2. */
    public UidSet recent() {
        return recent;
    }

    public List<String> keywords() {
        return keywords;
    }

    /** Up to where the client has been told everything. */
    long modseq() {
        return modseq;
    }

    /** 1 for the first message; 0 if the client does not know of that UID. */
    public int sequenceNumber(long uid) {
        return uids.indexOf(uid) + 1;
    }

    /** The number of a message that the client knows of. */
    public long number(long uid, Numbering numbering) {
        return switch (numbering) {
            case UID -> uid;
            case SEQUENCE -> sequenceNumber(uid);
        };
    }

    /**
     * The messages that a command names, as far as the client knows them.
     *
     * @throws org.valija.imap.parse.SyntaxException if a sequence number stands for no message: RFC 3501, 9
     */
    public UidSet resolve(SequenceSet set, Numbering numbering) {
        if (set.isSaved()) {
            return saved;
        }
        return new Resolution(uids).resolve(set, numbering);
    }

    /** What search keys mean here, sequence numbers and all. */
    public SearchCriteria criteria(SearchKey key) {
        return new Interpretation(this).of(key);
    }

    /** {@code $} stands for these from now on: RFC 5182, 2.1. */
    public void save(UidSet found) {
        saved = found.intersect(uids);
    }

    /** The client is told the flags of a message, as of a modification sequence. */
    public void tellFlags(long uid, long modseq) {
        if (isNews(uid, modseq)) {
            told.add(modseq, uid);
        }
    }

    /** Whether the client has not been told the flags that a message has since a modification sequence. */
    public boolean isNews(long uid, long modseq) {
        return modseq > this.modseq && !told.contains(modseq, uid);
    }

    /** Messages that are gone, but that the client has not been told of yet. */
    UidSet gone() {
        return gone;
    }

    void addGone(UidSet more) {
        gone = gone.union(more.intersect(uids));
    }

    /** The client has been told that these are gone. */
    void forget(UidSet expunged) {
        uids = uids.minus(expunged);
        recent = recent.minus(expunged);
        gone = gone.minus(expunged);
        saved = saved.minus(expunged);
    }

    /** New messages, each of which is recent, as nobody can tell who is first to hear of it: RFC 3501, 2.3.2. */
    void add(UidSet added) {
        uids = uids.union(added);
        recent = recent.union(added);
    }

    void keywords(List<String> known) {
        keywords = known;
    }

    /** The client has been told everything up to here. */
    void upTo(long modseq) {
        this.modseq = modseq;
        told.forgetUpTo(modseq);
    }
}
