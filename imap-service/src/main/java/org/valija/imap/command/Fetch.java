package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.command.FetchedMessages.Outcome;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.parse.FetchModifiers;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Changes;
import org.valija.imap.state.KnownItems;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.UidSet;

/**
 * FETCH tells what is known of messages, and sends their content. All of it streams: neither the number of messages nor
 * their size matters here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.5">RFC 3501, 6.4.5</a>
 */
public record Fetch(Numbering numbering, SequenceSet set, FetchItems items, FetchModifiers modifiers)
        implements CommandSelect {

    /** {@code "FETCH" SP sequence-set SP fetch-items [fetch-modifiers]} */
    static Fetch read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP fetch} */
    static Fetch readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Fetch read(Numbering numbering, Arguments in) {
        var set = in.sp().sequenceSet();
        var items = FetchItems.read(in.sp());
        var modifiers = FetchModifiers.read(in);
        in.end();
        if ((modifiers.vanished() || modifiers.partial() != null) && numbering != Numbering.UID) {
            throw new SyntaxException("VANISHED and PARTIAL are for UID FETCH");
        }
        // RFC 7162, 3.1.4.1
        if (modifiers.changedSince() != null) {
            items = items.with(Item.MODSEQ);
        }
        // The answer to UID FETCH has the UID in it, asked for or not: RFC 3501, 6.4.8
        if (numbering == Numbering.UID) {
            items = items.with(Item.UID);
        }
        return new Fetch(numbering, set, items, modifiers);
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (modifiers.vanished() && !out.enabled().qresync()) {
            out.bad(null, "ENABLE QRESYNC first");
            return state;
        }
        if (items.contains(Item.MODSEQ)) {
            state.followModseq(out);
        }
        var uids = uids(state.mailbox());
        var outcome = items.areUidsOnly() ? answerUids(state.mailbox(), uids, out) : answer(state, uids, out);
        // What did not change is not answered, and yet it may be there
        boolean someGone = outcome.messages() < uids.size() && modifiers.changedSince() == null;
        if (someGone) {
            state.client().watch().lookAgain();
        }
        if (!outcome.decoded()) {
            out.no(ResponseCode.UNKNOWN_CTE, "Nobody here can decode that");
        } else if (someGone && numbering == Numbering.SEQUENCE) {
            out.no(ResponseCode.EXPUNGEISSUED, "Some of the messages are gone");
        } else {
            out.ok("FETCH completed");
        }
        return state;
    }

    /** The messages to tell of, as far as the client knows them. */
    private UidSet uids(SelectedMailbox mailbox) {
        var uids = mailbox.resolve(set, numbering);
        return modifiers.partial() == null ? uids : modifiers.partial().range().of(uids);
    }

    /** The same, and those that the client may know of although they are there no more. */
    private UidSet named(SelectedMailbox mailbox, UidSet uids) {
        return mailbox.named(set).minus(mailbox.uids().minus(uids));
    }

    /** What we know without asking. */
    private static Outcome answerUids(SelectedMailbox mailbox, UidSet uids, Responses out) throws IOException {
        for (var all = uids.iterator(); all.hasNext(); ) {
            long uid = all.nextLong();
            var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
            response.uid(uid);
            response.end();
        }
        return new Outcome(uids.size(), true);
    }

    private Outcome answer(Selected state, UidSet uids, Responses out) throws IOException {
        var mailbox = state.mailbox();
        var named = modifiers.vanished() ? named(mailbox, uids) : uids;
        if (named.isEmpty()) {
            return new Outcome(0, true);
        }
        var lasting = items.canBeRemembered() ? mailbox.items(kind(out)) : null;
        if (modifiers.changedSince() == null && (items.areFlagsOnly() || lasting != null && lasting.hasAll(named))) {
            return new FetchedFlags(items, state, lasting, out).write(named);
        }
        var request = items.request(named, modifiers, !mailbox.isReadOnly());
        try (var messages = state.messages().fetch(request).reader()) {
            var fetched = new FetchedMessages(items, mailbox, messages, lasting, out);
            if (modifiers.vanished()) {
                new Changes(mailbox, out).vanishedEarlier(fetched.vanished());
            }
            return fetched.write();
        }
    }

    private KnownItems.Kind kind(Responses out) {
        return new KnownItems.Kind(items.all(), out.enabled().utf8());
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
