package org.valija.imap.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.Dates;
import org.valija.imap.parse.Literal;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.api.stream.SourceException;

/**
 * APPEND puts a message into a mailbox. The message streams from the client to the mailbox service, which stores it when
 * all of the command has come and is right.
 *
 * @param internalDate null for now
 * @param message not read yet
 * @param rest what follows the head of the message
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.12">RFC 9051, 6.3.12</a>
 */
// Not yet: RFC 3502, MULTIAPPEND, whose next message stands in rest
public record Append(
        MailboxName mailbox, Flags flags, @Nullable Instant internalDate, Literal message, Arguments rest)
        implements CommandAuth {

    private static final int CHUNK = 32 * 1024;

    /** {@code "APPEND" SP mailbox [SP flag-list] [SP date-time] SP (literal / literal8)} */
    static Append read(Arguments in) {
        var mailbox = in.sp().mailbox();
        in.sp();
        var flags = Flags.NONE;
        if (in.peek() == '(') {
            flags = in.flagList();
            in.sp();
        }
        Instant internalDate = null;
        if (in.peek() == '"') {
            internalDate = Dates.dateTime(in);
            in.sp();
        }
        return new Append(mailbox, flags, internalDate, in.messageHead(), in);
    }

    @Override
    public State run(Authenticated state, Responses out) {
        if (message.size() > state.client().terms().appendLimit()) {
            out.no(ResponseCode.TOOBIG, "Message too large");
        } else if (message.size() == 0) {
            out.no(ResponseCode.CANNOT, "Message is empty");
        } else {
            store(state, out);
        }
        return state;
    }

    private void store(Authenticated state, Responses out) {
        try {
            var appended = state.user().deposit().append(mailbox, CborSequence.of(this::send));
            lookAgainIfSelected(state, appended);
            out.ok(ResponseCode.appendUid(appended.uidValidity(), appended.uids()), "APPEND completed");
        } catch (MailboxException e) {
            out.no(Refusal.toTarget(e));
        }
    }

    private void send(SequenceWriter to) throws IOException {
        to.write(new NewMessage(flags, internalDate));
        // Asks for a synchronizing literal only now, when the mailbox service is known to be there
        copy(rest.message(message), to.content(message.size()));
        // Whatever is wrong from here on breaks the request off, and nothing is stored
        try {
            rest.nextLine();
        } catch (UncheckedIOException e) {
            throw new SourceException(Objects.requireNonNull(e.getCause()));
        }
        rest.end();
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var chunk = new byte[CHUNK];
        for (int n = read(from, chunk); n > 0; n = read(from, chunk)) {
            to.write(chunk, 0, n);
        }
        to.close();
    }

    /** The client's failure must not be taken for the mailbox service's. */
    private static int read(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    /** Who appends to the selected mailbox is told at once that it grew: RFC 9051, 6.3.12. */
    private static void lookAgainIfSelected(Authenticated state, Appended appended) {
        if (state instanceof Selected selected && selected.mailbox().id().equals(appended.mailbox())) {
            selected.client().watch().lookAgain();
        }
    }
}
