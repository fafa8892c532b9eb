package org.valija.pop3.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Section.What;

/**
 * Gets messages from the store. A client that takes one message after the other gets them out of one answer, which is
 * read at the pace of the client: many small messages cost one call.
 */
final class Retrieval implements AutoCloseable {

    /**
     * What one answer may hold. When the client wants something else, the rest of it was read for nothing, so that the first
     * holds a message, and each further one so many times as much as the one before.
     */
    private static final int AHEAD_MESSAGES = 256;

    private static final int GROWTH = 8;

    private static final long AHEAD_OCTETS = 4L * 1024 * 1024;

    private final User user;
    private final MessagesApi messages;
    private final Maildrop maildrop;
    private @Nullable Answer answer;

    /** The message whose successor is expected to be wanted next. */
    private int previous;
    /** Messages that the next answer may hold. */
    private int ahead = 1;

    Retrieval(User user, MessagesApi messages, Maildrop maildrop) {
        this.user = user;
        this.messages = messages;
        this.maildrop = maildrop;
    }

    /** @throws NoSuchMessage if it has been removed */
    InputStream retrieve(int number) {
        boolean inOrder = number == previous + 1;
        previous = number;
        var open = answer;
        if (open != null && open.covers(number)) {
            try {
                return whole(number, open);
            } catch (IOException _) {
                // It broke off after the message before: all that is lost is that it had been asked for
            }
        }
        try {
            return whole(number, ask(number, inOrder ? lastAhead(number) : number, List.of(Section.ALL)));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private InputStream whole(int number, Answer from) throws IOException {
        return new ResumedContent(required(number, from), offset -> {
            long left = maildrop.sizes()[number - 1] - offset;
            return required(number, ask(number, number, List.of(part(What.CONTENT, offset, left))));
        });
    }

    /** The last number worth asking for together with this one. */
    private int lastAhead(int number) {
        var sizes = maildrop.sizes();
        int end = Math.min(sizes.length, number - 1 + ahead);
        ahead = Math.min(ahead * GROWTH, AHEAD_MESSAGES);
        int last = number;
        for (long octets = sizes[number - 1]; last < end && octets + sizes[last] <= AHEAD_OCTETS; last++) {
            octets += sizes[last];
        }
        return last;
    }

    /** @throws NoSuchMessage if it has been removed */
    InputStream top(int number, int lines) {
        // Who peeks at messages one by one is not expected to want them all
        previous = 0;
        var header = new Section(List.of(), What.HEADER, List.of(), null, null);
        try {
            if (lines == 0) {
                return required(number, ask(number, number, List.of(header)));
            }
            var body = part(What.TEXT, 0, FirstLines.octetsFor(lines));
            var asked = ask(number, number, List.of(header, body));
            return new SequenceInputStream(
                    required(number, asked),
                    new FirstLines(
                            lines,
                            (offset, length) -> offset == 0
                                    ? asked.nextSection()
                                    : required(number, ask(number, number, List.of(part(What.TEXT, offset, length))))));
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private InputStream required(int number, Answer from) throws IOException {
        var content = from.section(number, uid(number));
        if (content == null) {
            throw new NoSuchMessage("message " + number + " was removed by another session");
        }
        return content;
    }

    private static Section part(What what, long offset, long length) {
        return new Section(List.of(), what, List.of(), offset, length);
    }

    private Answer ask(int first, int last, List<Section> sections) throws IOException {
        close();
        var uids = UidSet.range(uid(first), uid(last)).intersect(maildrop.uids());
        var request = new FetchRequest(uids, Set.of(), sections, false);
        var sequence = messages.fetch(user.token(), user.account(), maildrop.mailbox(), request);
        var asked = new Answer(sequence.reader(), first, last);
        answer = asked;
        return asked;
    }

    private long uid(int number) {
        return maildrop.uids().at(number - 1);
    }

    private static MailboxException brokenOff(IOException cause) {
        return new MailboxException.Unavailable("answer broke off", cause);
    }

    /** Gives up what was asked for and is not wanted any more. */
    @Override
    public void close() {
        var open = answer;
        answer = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It was not wanted any more
            }
        }
    }
}
