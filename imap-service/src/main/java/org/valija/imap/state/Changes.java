package org.valija.imap.state;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.MessageFlags;

/**
 * Tells a client what others did to its mailbox: EXPUNGE, EXISTS, RECENT, FETCH (FLAGS).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-5.2">RFC 9051, 5.2</a>
 */
public final class Changes {

    private final SelectedMailbox mailbox;
    private final Responses out;

    public Changes(SelectedMailbox mailbox, Responses out) {
        this.mailbox = mailbox;
        this.out = out;
    }

    /**
     * Tells what happened since the client was told last, which is asked for unless it was heard of.
     *
     * @param news what the session has heard of
     * @param mayExpunge whether sequence numbers may change now: not at the end of FETCH, STORE and SEARCH, RFC 9051, 7.5.1
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the mailbox has been deleted
     */
    public void tell(Mailboxes mailboxes, Watch.News news, boolean mayExpunge) throws IOException {
        var arrived = news.arrived();
        if (arrived != null) {
            gone(mayExpunge);
            exist(arrived);
            return;
        }
        var since = mailbox.since(news, mailboxes);
        mailbox.addGone(since.vanishedComplete() ? since.vanished() : missing(mailboxes));
        gone(mayExpunge);
        keywords(since.keywords());
        var known = mailbox.uids();
        exist(since);
        for (var message : since.changed()) {
            if (known.contains(message.uid().value())) {
                unlessTold(message);
            }
        }
        mailbox.upTo(since.highestModseq());
    }

    private void gone(boolean mayExpunge) throws IOException {
        if (mayExpunge) {
            tellGone();
        } else {
            warnOfGone();
        }
    }

    /** What came in last is known to the client, but not yet that this was all with its modification sequence. */
    private void exist(Arrivals.Arrived arrived) throws IOException {
        exist(mailbox.unknown(arrived.uids()));
        mailbox.upTo(arrived.modseq());
        var next = mailbox.unknown(arrived.next());
        exist(next);
        next.stream().forEach(uid -> mailbox.tellFlags(uid, arrived.modseq() + 1));
    }

    /** Tells what is known to be gone, without asking. */
    public void tellGone() throws IOException {
        expunge(mailbox.gone());
    }

    /**
     * A client that remembers the modification sequences told from here on must not believe that it knows everything up to
     * them, as it does not know yet what was expunged: RFC 7162, 1.
     */
    private void warnOfGone() throws IOException {
        if (out.enabled().qresync() && !mailbox.gone().isEmpty()) {
            out.untaggedOk(ResponseCode.highestModseq(mailbox.modseq()), "Messages are gone since");
        }
    }

    /** Expunged longer ago than expunged UIDs are kept: only a comparison tells. */
    private UidSet missing(Mailboxes mailboxes) {
        var all = mailboxes.state(mailbox.id(), null).uids();
        return all == null ? UidSet.empty() : mailbox.uids().minus(all);
    }

    /** These are gone: by UID to clients that asked for it, else by number. */
    public void expunge(UidSet uids) throws IOException {
        var known = uids.intersect(mailbox.uids());
        if (!out.enabled().qresync()) {
            expungeByNumber(known);
        } else if (!known.isEmpty()) {
            out.untagged("VANISHED " + known);
        }
        mailbox.forget(known);
    }

    /** From the last to the first, so that no number changes before it is told. */
    private void expungeByNumber(UidSet known) throws IOException {
        for (int range = known.ranges() - 1; range >= 0; range--) {
            for (long uid = known.last(range); uid >= known.first(range); uid--) {
                out.untagged(mailbox.sequenceNumber(uid) + " EXPUNGE");
            }
        }
    }

    /** Tells of keywords that the client has not seen in this mailbox: RFC 9051, 7.3.5. */
    public void keywords(List<String> seen) throws IOException {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(mailbox.keywords());
        if (all.addAll(seen)) {
            mailbox.keywords(List.copyOf(all));
            out.untagged("FLAGS " + FlagsText.defined(mailbox.keywords()));
            if (!mailbox.isReadOnly()) {
                var permanent = FlagsText.permanent(mailbox.keywords());
                out.untaggedOk(ResponseCode.permanentFlags(permanent), "Flags permitted");
            }
        }
    }

    private void exist(MailboxState since) throws IOException {
        var added = new UidSetBuilder();
        for (var message : since.changed()) {
            // UIDs only grow: what is new stands behind what is known
            if (message.uid().value() > mailbox.uids().max()) {
                added.add(message.uid().value());
            }
        }
        exist(added.build());
    }

    /** Tells that there are more messages. */
    public void exist(UidSet uids) throws IOException {
        if (!uids.isEmpty()) {
            boolean recent = !out.enabled().imap4rev2();
            mailbox.add(uids, recent);
            out.untagged(mailbox.uids().size() + " EXISTS");
            if (recent) {
                out.untagged(mailbox.recent().size() + " RECENT");
            }
        }
    }

    private void unlessTold(MessageFlags message) throws IOException {
        long uid = message.uid().value();
        if (mailbox.isNews(uid, message.modseq())) {
            flags(message, true);
        }
    }

    /** Tells the flags of a message, if the client knows of it. */
    public void flags(MessageFlags message, boolean withUid) throws IOException {
        long uid = message.uid().value();
        int number = mailbox.sequenceNumber(uid);
        if (number == 0) {
            return;
        }
        var response = new FetchResponse(out, number);
        if (withUid || out.enabled().condstore()) {
            response.uid(uid);
        }
        if (out.enabled().condstore()) {
            response.modseq(message.modseq());
        }
        response.flags(FlagsText.of(message.flags(), mailbox.recent().contains(uid)));
        response.end();
        mailbox.tellFlags(uid, message.modseq());
    }

    /** Tells that a message has changed as the client wanted it, and nothing more: RFC 7162, 3.1.3. */
    public void modseq(MessageFlags message) throws IOException {
        long uid = message.uid().value();
        var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
        response.uid(uid);
        response.modseq(message.modseq());
        response.end();
    }

    /** Tells which messages were gone before the mailbox was opened: RFC 7162, 3.2.10.1. */
    public void vanishedEarlier(UidSet uids) throws IOException {
        // What the client still counts is told otherwise
        var unknown = uids.minus(mailbox.uids());
        if (!unknown.isEmpty()) {
            out.untagged("VANISHED (EARLIER) " + unknown);
        }
    }
}
