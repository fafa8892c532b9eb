package org.valija.imap.command;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.FetchAttribute.Content;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.ItemTexts;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.KnownItems;
import org.valija.imap.state.SelectedMailbox;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Vanished;
import org.valija.mailbox.api.stream.SequenceReader;

/**
 * Messages that the mailbox service streams, each written while it comes.
 *
 * @param messages closed by the caller
 * @param lasting where what lasts of them is remembered; null if nothing is
 */
record FetchedMessages(
        FetchItems items,
        SelectedMailbox mailbox,
        SequenceReader messages,
        @Nullable KnownItems lasting,
        Responses out) {

    /** Messages after which what is remembered of them is counted: all sessions together have no more room than there is. */
    private static final int LEARNED_AT_ONCE = 256;

    /**
     * What came of it.
     *
     * @param messages how many there were
     * @param decoded whether all parts could be decoded that were to be: RFC 3516, 4.3
     */
    record Outcome(int messages, boolean decoded) {}

    /** What comes before the messages, where it was asked for. */
    UidSet vanished() {
        return Objects.requireNonNull(next(messages, Vanished.class)).uids();
    }

    Outcome write() throws IOException {
        int count = 0;
        boolean decoded = true;
        for (var message = next(messages, Message.class); message != null; message = next(messages, Message.class)) {
            decoded &= write(message);
            if (++count % LEARNED_AT_ONCE == 0) {
                learned();
            }
        }
        learned();
        return new Outcome(count, decoded);
    }

    private void learned() {
        if (lasting != null) {
            mailbox.learned();
        }
    }

    /** Between two messages the mailbox service may fail, and the client can still be told; within one it can't. */
    static <T> @Nullable T next(SequenceReader stream, Class<T> type) {
        try {
            return stream.next(type);
        } catch (IOException e) {
            throw new MailboxException.Unavailable("FETCH broke off", e);
        }
    }

    /** @return whether all parts could be decoded that were to be */
    private boolean write(Message message) throws IOException {
        long uid = message.uid().value();
        boolean recent = mailbox.recent().contains(uid);
        var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
        if (lasting != null) {
            response.remember(new ItemTexts.Builder());
        }
        int section = 0;
        boolean decoded = true;
        for (var attribute : items.all()) {
            switch (attribute) {
                case Item item -> response.item(item, message, recent);
                case Content content -> decoded &= write(content, message, section++, response);
            }
        }
        tellFlags(message, recent, response);
        response.end();
        remember(uid, response.texts());
        return decoded;
    }

    private void remember(long uid, @Nullable ItemTexts texts) {
        if (lasting != null && texts != null) {
            lasting.add(uid, texts);
        }
    }

    /** Reading the content may have set a flag, which the client is told although it did not ask: RFC 3501, 6.4.5. */
    private void tellFlags(Message message, boolean recent, FetchResponse response) {
        var flags = message.flags();
        if (flags == null) {
            return;
        }
        long uid = message.uid().value();
        if (!items.contains(Item.FLAGS) && mailbox.isNews(uid, message.modseq())) {
            if (out.enabled().condstore() && !items.contains(Item.MODSEQ)) {
                response.modseq(message.modseq());
            }
            response.flags(FlagsText.of(flags, recent));
        }
        mailbox.tellFlags(uid, message.modseq());
    }

    /** @return false if it is a part to be decoded, and nobody knows how */
    private boolean write(Content content, Message message, int position, FetchResponse response) throws IOException {
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
}
