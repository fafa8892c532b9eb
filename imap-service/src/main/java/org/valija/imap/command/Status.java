package org.valija.imap.command;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;
import org.valija.mailbox.api.mailbox.MailboxStatus;

/**
 * STATUS tells the numbers of a mailbox without opening it.
 *
 * @param items at least one, in the order in which they were asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.10">RFC 3501, 6.3.10</a>
 */
public record Status(MailboxName mailbox, Set<Item> items) implements CommandAuth {

    /** {@code status-att} */
    public enum Item {
        MESSAGES,
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN
    }

    /** {@code "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"} */
    static Status read(Arguments in) {
        var mailbox = in.sp().mailbox();
        var items = new LinkedHashSet<Item>();
        in.sp().expect('(');
        do {
            items.add(item(in.word()));
        } while (in.skip(' '));
        in.expect(')').end();
        return new Status(mailbox, items);
    }

    private static Item item(String word) {
        try {
            return Item.valueOf(word);
        } catch (IllegalArgumentException _) {
            throw new SyntaxException("No such status item");
        }
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var status = state.mailboxes().status(mailbox);
        var line = out.line().raw("* STATUS ").mailbox(mailbox);
        var separator = " (";
        for (var item : items) {
            line.raw(separator).raw(item.name()).sp().number(number(item, status));
            separator = " ";
        }
        out.untagged(line.raw(')').crlf());
        out.ok("STATUS completed");
        return state;
    }

    private static long number(Item item, MailboxStatus status) {
        return switch (item) {
            case MESSAGES -> status.messages();
            case RECENT -> status.recent();
            case UIDNEXT -> status.uidNext();
            case UIDVALIDITY -> status.uidValidity();
            case UNSEEN -> status.unseen();
        };
    }
}
