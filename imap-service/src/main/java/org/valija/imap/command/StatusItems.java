package org.valija.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.ResponseLine;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.mailbox.api.mailbox.MailboxStatus;

/**
 * Which numbers of a mailbox are wanted, by STATUS and by LIST.
 *
 * @param items at least one, in the order in which they were asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.11">RFC 9051, 6.3.11</a>
 */
public record StatusItems(Set<Item> items) {

    /** {@code status-att} */
    enum Item {
        MESSAGES,
        /** RFC 3501, 6.3.10. */
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN,
        DELETED,
        /** RFC 8438. */
        SIZE,
        /** RFC 7162, 3.1.2. */
        HIGHESTMODSEQ,
        /** RFC 7889, 3.2. */
        APPENDLIMIT,
        /** RFC 9208, 4.1.4. */
        DELETED_STORAGE,
        /** RFC 8474, 4.3. */
        MAILBOXID;

        String text() {
            return name().replace('_', '-');
        }
    }

    /** {@code "(" status-att *(SP status-att) ")"} */
    public static StatusItems read(Arguments in) {
        var items = new LinkedHashSet<Item>();
        in.expect('(');
        do {
            items.add(item(in.word(Place.STATUS_ITEM)));
        } while (in.skip(' '));
        in.expect(')');
        return new StatusItems(items);
    }

    private static Item item(String word) {
        return Arrays.stream(Item.values())
                .filter(item -> item.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new SyntaxException("No such status item"));
    }

    /** Whoever asks for modification sequences wants to be told of them: RFC 7162, 3.1.2. */
    public void follow(Authenticated state, Responses out) throws IOException {
        if (items.contains(Item.HIGHESTMODSEQ)) {
            state.followModseq(out);
        }
    }

    /** {@code "STATUS" SP mailbox SP "(" [status-att-list] ")"} */
    public void answer(MailboxName mailbox, MailboxStatus status, long appendLimit, Responses out) throws IOException {
        var line = out.line().raw("* STATUS ").mailbox(mailbox);
        var separator = " (";
        for (var item : items) {
            line.raw(separator).raw(item.text()).sp();
            write(item, status, appendLimit, line);
            separator = " ";
        }
        out.untagged(line.raw(')').crlf());
    }

    private static void write(Item item, MailboxStatus status, long appendLimit, ResponseLine line) {
        switch (item) {
            case MESSAGES -> line.number(status.messages());
            case RECENT -> line.number(status.recent());
            case UIDNEXT -> line.number(status.uidNext());
            case UIDVALIDITY -> line.number(status.uidValidity());
            case UNSEEN -> line.number(status.unseen());
            case DELETED -> line.number(status.deleted());
            case SIZE -> line.number(status.size());
            case HIGHESTMODSEQ -> line.number(status.highestModseq());
            case APPENDLIMIT -> line.number(appendLimit);
            case DELETED_STORAGE -> line.number(status.deletedSize());
            case MAILBOXID ->
                line.raw(ResponseCode.mailboxId(status.id()).text().substring("MAILBOXID ".length()));
        }
    }
}
