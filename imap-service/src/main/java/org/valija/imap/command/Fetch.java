package org.valija.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.FetchAttribute;
import org.valija.imap.parse.FetchAttribute.Content;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.parse.FetchModifiers;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Vanished;
import org.valija.mailbox.api.stream.SequenceReader;

/**
 * FETCH tells what is known of messages, and sends their content. All of it streams: neither the number of messages nor
 * their size matters here.
 *
 * @param attributes at least one, in the order of the answer
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.5">RFC 3501, 6.4.5</a>
 */
public record Fetch(Numbering numbering, SequenceSet set, List<FetchAttribute> attributes, FetchModifiers modifiers)
        implements CommandSelect {

    /**
     * {@code "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")")
     * [fetch-modifiers]}
     */
    static Fetch read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP fetch} */
    static Fetch readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Fetch read(Numbering numbering, Arguments in) {
        var set = in.sp().sequenceSet();
        var attributes = new ArrayList<>(FetchAttribute.readAll(in.sp()));
        var modifiers = FetchModifiers.read(in);
        in.end();
        if ((modifiers.vanished() || modifiers.partial() != null) && numbering != Numbering.UID) {
            throw new SyntaxException("VANISHED and PARTIAL are for UID FETCH");
        }
        // RFC 7162, 3.1.4.1
        if (modifiers.changedSince() != null && !attributes.contains(Item.MODSEQ)) {
            attributes.addFirst(Item.MODSEQ);
        }
        // The answer to UID FETCH has the UID in it, asked for or not: RFC 3501, 6.4.8
        if (numbering == Numbering.UID && !attributes.contains(Item.UID)) {
            attributes.addFirst(Item.UID);
        }
        return new Fetch(numbering, set, List.copyOf(attributes), modifiers);
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (modifiers.vanished() && !out.enabled().qresync()) {
            out.bad(null, "ENABLE QRESYNC first");
            return state;
        }
        if (attributes.contains(Item.MODSEQ)) {
            state.followModseq(out);
        }
        var uids = uids(state.mailbox());
        var answer = isUidOnly() ? answerUids(state.mailbox(), uids, out) : answer(state, uids, out);
        // What did not change is not answered, and yet it may be there
        boolean someGone = answer.messages() < uids.size() && modifiers.changedSince() == null;
        if (someGone) {
            state.client().watch().lookAgain();
        }
        if (!answer.decoded()) {
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

    /**
     * What came of it.
     *
     * @param messages how many there were
     * @param decoded whether all parts could be decoded that were to be: RFC 3516, 4.3
     */
    private record Answer(int messages, boolean decoded) {}

    private boolean isUidOnly() {
        return attributes.stream().allMatch(Item.UID::equals);
    }

    /** What we know without asking. */
    private static Answer answerUids(SelectedMailbox mailbox, UidSet uids, Responses out) throws IOException {
        for (var all = uids.iterator(); all.hasNext(); ) {
            long uid = all.nextLong();
            var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
            response.uid(uid);
            response.end();
        }
        return new Answer(uids.size(), true);
    }

    private Answer answer(Selected state, UidSet uids, Responses out) throws IOException {
        var named = modifiers.vanished() ? named(state.mailbox(), uids) : uids;
        if (named.isEmpty()) {
            return new Answer(0, true);
        }
        int count = 0;
        boolean decoded = true;
        var request = request(named, !state.mailbox().isReadOnly());
        try (var messages = state.messages().fetch(request).reader()) {
            if (modifiers.vanished()) {
                new Changes(state.mailbox(), out).vanishedEarlier(vanished(messages));
            }
            for (var message = next(messages); message != null; message = next(messages)) {
                decoded &= write(message, messages, state.mailbox(), out);
                count++;
            }
        }
        return new Answer(count, decoded);
    }

    private FetchRequest request(UidSet uids, boolean mayChange) {
        var fields = EnumSet.noneOf(FetchRequest.Field.class);
        var sections = new ArrayList<Section>();
        boolean markSeen = false;
        for (var attribute : attributes) {
            switch (attribute) {
                case Content content -> {
                    sections.add(content.section());
                    markSeen |= !content.peek();
                }
                case Item item -> {
                    switch (item) {
                        case FLAGS -> fields.add(FetchRequest.Field.FLAGS);
                        case INTERNALDATE -> fields.add(FetchRequest.Field.INTERNAL_DATE);
                        case RFC822_SIZE -> fields.add(FetchRequest.Field.SIZE);
                        case ENVELOPE -> fields.add(FetchRequest.Field.ENVELOPE);
                        case BODY, BODYSTRUCTURE -> fields.add(FetchRequest.Field.STRUCTURE);
                        case SAVEDATE -> fields.add(FetchRequest.Field.SAVE_DATE);
                        case EMAILID, THREADID -> fields.add(FetchRequest.Field.IDS);
                        case PREVIEW -> fields.add(FetchRequest.Field.PREVIEW);
                        case PREVIEW_LAZY -> fields.add(FetchRequest.Field.PREVIEW_LAZY);
                        case UID, MODSEQ -> {
                            // comes with every message
                        }
                    }
                }
            }
        }
        return new FetchRequest(
                uids, fields, sections, markSeen && mayChange, modifiers.changedSince(), modifiers.vanished());
    }

    private static UidSet vanished(SequenceReader messages) {
        try {
            return Objects.requireNonNull(messages.next(Vanished.class)).uids();
        } catch (IOException e) {
            throw new MailboxException.Unavailable("FETCH broke off", e);
        }
    }

    /** Between two messages the mailbox service may fail, and the client can still be told; within one it can't. */
    private static @Nullable Message next(SequenceReader messages) {
        try {
            return messages.next(Message.class);
        } catch (IOException e) {
            throw new MailboxException.Unavailable("FETCH broke off", e);
        }
    }

    /** @return whether all parts could be decoded that were to be */
    private boolean write(Message message, SequenceReader messages, SelectedMailbox mailbox, Responses out)
            throws IOException {
        long uid = message.uid().value();
        boolean recent = mailbox.recent().contains(uid);
        var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
        int section = 0;
        boolean decoded = true;
        for (var attribute : attributes) {
            switch (attribute) {
                case Item item -> response.item(item, message, recent);
                case Content content -> decoded &= write(content, message, section++, messages, response);
            }
        }
        var flags = message.flags();
        if (flags != null) {
            // Reading the content set a flag, which the client is told although it did not ask: RFC 3501, 6.4.5
            if (!attributes.contains(Item.FLAGS) && mailbox.isNews(uid, message.modseq())) {
                if (out.enabled().condstore() && !attributes.contains(Item.MODSEQ)) {
                    response.modseq(message.modseq());
                }
                response.flags(FlagsText.of(flags, recent));
            }
            mailbox.tellFlags(uid, message.modseq());
        }
        response.end();
        return decoded;
    }

    /** @return false if it is a part to be decoded, and nobody knows how */
    private static boolean write(
            Content content, Message message, int position, SequenceReader messages, FetchResponse response)
            throws IOException {
        long size = Objects.requireNonNull(message.sections()).get(position);
        if (size == Message.UNKNOWN_ENCODING) {
            return false;
        }
        if (content.section().what() == Section.What.DECODED_SIZE) {
            // A part that is not there has nothing in it
            response.number(content.name(), Math.max(0, size));
        } else if (size == Message.NO_PART) {
            response.nil(content.name());
        } else {
            var withNul = message.withNul();
            boolean hasNul = withNul != null && withNul.contains(position);
            response.content(content.name(), size, hasNul, messages.content());
        }
        return true;
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
