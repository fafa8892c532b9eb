package org.valija.imap.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SearchKey;
import org.valija.imap.parse.SequenceSet;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.SearchCriteria;

/**
 * The mailbox of a session as its client knows it: which UID has which sequence number, and up to which modification
 * sequence everything has been told. A set of UIDs, whatever the number of messages; belongs to the session's thread.
 */
public final class SelectedMailbox {

    private final MailboxId id;
    private final boolean readOnly;
    private final SharedMailbox shared;
    private UidSet uids;
    private UidSet recent;
    private UidSet gone = UidSet.empty();
    private UidSet saved = UidSet.empty();
    private List<String> keywords;
    private long modseq;
    /** No message has a larger UID, or had one when the client was told everything. */
    private long lastUid;

    private final ToldFlags told = new ToldFlags();

    private SelectedMailbox(Selection selection, boolean recent, boolean readOnly) {
        var state = selection.state();
        this.shared = selection.shared();
        this.id = state.status().id();
        this.readOnly = readOnly;
        this.uids = selection.uids();
        this.recent = recent ? uids.intersect(UidSet.range(Math.max(1, state.firstRecent()), Uid.MAX)) : UidSet.empty();
        this.lastUid = state.status().uidNext() - 1;
        this.keywords = state.keywords();
        this.modseq = state.highestModseq();
    }

    /** A mailbox as it was opened, and the session's view of it. */
    public record Opened(MailboxState state, SelectedMailbox mailbox) {}

    /**
     * Opens a mailbox.
     *
     * @param recent whether the client is told which messages are recent
     * @param since to hear what happened since that modification sequence; null to hear the state alone
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is none of that name
     */
    public static Opened open(
            Authenticated state, MailboxName name, boolean readOnly, boolean recent, @Nullable Long since) {
        var watch = state.client().watch();
        // Before the question, so that nothing is missed between the answer and now
        watch.anything();
        // Who only examines does not take the recent messages away from others: RFC 3501, 6.3.2
        var selection = Selection.of(state.user(), name, recent && !readOnly, since);
        watch.only(selection.state().status().id());
        return new Opened(selection.state(), new SelectedMailbox(selection, recent, readOnly));
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

    /**
     * All messages that the client can mean, and the UIDs of those that are gone: one range, however many gaps there are. What
     * came since has a larger UID.
     */
    public UidSet upToLast() {
        return UidSet.range(1, uids.max());
    }

    /** Messages that are recent in this session: RFC 3501, 2.3.2. */
    public UidSet recent() {
        return recent;
    }

    /** IMAP4rev2 knows no recent messages: RFC 9051, E. */
    public void nothingIsRecent() {
        recent = UidSet.empty();
    }

    public List<String> keywords() {
        return keywords;
    }

    /** The modification sequence up to which the client has been told everything. */
    public long modseq() {
        return modseq;
    }

    /**
     * Whether nobody else changed the mailbox since the client was told everything. Each change counts one further, so that
     * a gap tells of another.
     *
     * @param afterwards highest modification sequence of the mailbox
     * @param changed whether this session has changed it just now
     */
    public boolean changedAlone(long afterwards, boolean changed) {
        return afterwards <= (changed ? modseq + 1 : modseq);
    }

    /** This session changed the mailbox alone, and its client knows what. */
    public void changedTo(long afterwards) {
        upTo(afterwards);
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

    /** The numbers of messages, as a set. */
    public UidSet numbers(UidSet messages, Numbering numbering) {
        var numbers = new UidSetBuilder();
        messages.intersect(uids).stream().forEach(uid -> numbers.add(number(uid, numbering)));
        return numbers.build();
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

    /** The UIDs that a command names, of messages that are there or were there. */
    public UidSet named(SequenceSet set) {
        return new Resolution(uids).named(set).intersect(UidSet.range(1, lastUid));
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

    /** Those of some messages that the client has never known: UIDs only grow. */
    UidSet unknown(UidSet some) {
        return some.minus(UidSet.range(1, lastUid));
    }

    /** New messages, each of which is recent, as nobody can tell who is first to hear of it: RFC 3501, 2.3.2. */
    void add(UidSet added, boolean areRecent) {
        uids = uids.union(added);
        lastUid = Math.max(lastUid, uids.max());
        if (areRecent) {
            recent = recent.union(added);
        }
    }

    void keywords(List<String> known) {
        keywords = known;
    }

    /** What happened since the client was told everything; asked for once by all sessions that were told the same. */
    MailboxState since(Watch.News news, Mailboxes mailboxes) {
        return shared.since(modseq, news, () -> mailboxes.state(id, modseq));
    }

    /**
     * The flags of all messages as they are now, where they were known before: one call tells what happened since.
     *
     * @return null if they are not known
     */
    public @Nullable KnownFlags flags(Mailboxes mailboxes) {
        return shared.flags(since -> mailboxes.state(id, since));
    }

    /**
     * Remembers flags for all sessions.
     *
     * @param flags of all messages there are, as of the modification sequence that this session knew before it asked
     */
    public void learn(KnownFlags flags) {
        shared.learn(flags);
    }

    /** What all sessions know by one kind of FETCH, to be added to; {@link #learned} is to be called after that. */
    public KnownItems items(KnownItems.Kind kind) {
        return shared.items(kind);
    }

    /** Something was added to what is known. */
    public void learned() {
        shared.learned();
    }

    /** The client has been told everything up to here. */
    void upTo(long modseq) {
        this.modseq = Math.max(this.modseq, modseq);
        told.forgetUpTo(modseq);
        if (gone.isEmpty()) {
            uids = shared.share(this.modseq, uids);
        }
    }
}
