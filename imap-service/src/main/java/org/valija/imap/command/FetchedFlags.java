package org.valija.imap.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.valija.imap.command.FetchedMessages.Outcome;
import org.valija.imap.parse.FetchAttribute;
import org.valija.imap.parse.FetchAttribute.Content;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.ItemTexts;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.KnownFlags;
import org.valija.imap.state.KnownItems;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsRun;

/**
 * Flags, and what is known of the messages besides: what clients ask of all messages when they come back to a mailbox. Where
 * the flags were asked for before, by whatever session, only what has changed since is asked for.
 *
 * @param lasting has all the items but the flags of all messages that are asked for; null if there are no such items
 */
record FetchedFlags(
        FetchItems items, Selected state, @Nullable KnownItems lasting, Responses out) {

    /** Fewer than this part of a mailbox are asked for by themselves. */
    private static final int FEW = 8;

    Outcome write(UidSet named) throws IOException {
        if (!items.haveFlags()) {
            return writeLasting(named);
        }
        var mailbox = state.mailbox();
        // What is known of all is brought up to date as a whole, which is too much for a few
        boolean few = named.size() < mailbox.uids().size() / FEW;
        var known = few ? null : mailbox.flags(state.user().mailboxes());
        if (known == null) {
            return writeAsked(named);
        }
        return new Outcome(known.<IOException>forEach(named, new Writer()::write), true);
    }

    /** Nothing of that changes, and nobody has to be asked. */
    private Outcome writeLasting(UidSet named) throws IOException {
        var writer = new Writer();
        for (var each = named.iterator(); each.hasNext(); ) {
            writer.write(each.nextLong(), 0, Flags.NONE);
        }
        return new Outcome(named.size(), true);
    }

    /** Each while it comes; remembers them if these are all that there are. */
    private Outcome writeAsked(UidSet named) throws IOException {
        var mailbox = state.mailbox();
        long before = mailbox.modseq();
        var all = named.equals(mailbox.uids()) ? new KnownFlags.Builder() : null;
        var writer = new Writer();
        int count = 0;
        try (var runs = state.messages().flags(named).reader()) {
            for (var run = FetchedMessages.next(runs, FlagsRun.class);
                    run != null;
                    run = FetchedMessages.next(runs, FlagsRun.class)) {
                var uids = run.uids().iterator();
                for (long modseq : run.modseqs()) {
                    writer.write(uids.nextLong(), modseq, run.flags());
                }
                count += run.modseqs().length;
                if (all != null) {
                    all.add(run);
                }
            }
        }
        if (all != null) {
            mailbox.learn(all.build(before));
        }
        return new Outcome(count, true);
    }

    /** Writes one response after the other. */
    private final class Writer {

        private final SelectedMailbox mailbox = state.mailbox();
        private final Map<Flags, String> texts = new HashMap<>();
        private final Map<Flags, String> textsOfRecent = new HashMap<>();

        void write(long uid, long modseq, Flags flags) throws IOException {
            var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
            var known = lasting == null ? null : lasting.get(uid);
            var lastingItems = known == null ? null : known.reader();
            for (var attribute : items.all()) {
                write(attribute, uid, modseq, flags, lastingItems, response);
            }
            if (items.contains(Item.FLAGS)) {
                mailbox.tellFlags(uid, modseq);
            }
            response.end();
        }

        private void write(
                FetchAttribute attribute,
                long uid,
                long modseq,
                Flags flags,
                ItemTexts.@Nullable Reader lastingItems,
                FetchResponse response)
                throws IOException {
            switch (attribute) {
                case Item.UID -> response.uid(uid);
                case Item.MODSEQ -> response.modseq(modseq);
                case Item.FLAGS -> response.flags(text(uid, flags));
                case Item _, Content _ -> response.item(Objects.requireNonNull(lastingItems));
            }
        }

        private String text(long uid, Flags flags) {
            boolean recent = mailbox.recent().contains(uid);
            return (recent ? textsOfRecent : texts).computeIfAbsent(flags, some -> FlagsText.of(some, recent));
        }
    }
}
