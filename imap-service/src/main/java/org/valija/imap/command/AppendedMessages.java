package org.valija.imap.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.valija.imap.parse.AppendMessage;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.Vocabulary;
import org.valija.imap.respond.Condition;
import org.valija.imap.respond.Enabled;
import org.valija.imap.respond.ResponseCode;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.api.stream.SourceException;

/**
 * The messages of APPEND and REPLACE, which stream from the client to the mailbox service one after the other. A literal
 * that a client waits to send is asked for only when all before it was right and the mailbox service is there.
 *
 * @param first not read yet
 * @param rest what follows the head of the first message
 * @param many whether more of them may follow: RFC 3502
 */
record AppendedMessages(AppendMessage first, Arguments rest, boolean many) {

    private static final int CHUNK = 32 * 1024;

    /** @throws AppendRefused if the first message can't be stored, before anything is asked of anybody */
    void check(Enabled enabled, long appendLimit) {
        check(first, enabled, appendLimit);
    }

    private static void check(AppendMessage message, Enabled enabled, long appendLimit) {
        long size = message.literal().size();
        if (message.utf8() && !enabled.utf8Accept()) {
            throw new AppendRefused(Condition.BAD, ResponseCode.CLIENTBUG, "ENABLE UTF8=ACCEPT first");
        }
        if (size > appendLimit) {
            throw new AppendRefused(Condition.NO, ResponseCode.TOOBIG, "Message too large");
        }
        if (size == 0) {
            throw new AppendRefused(Condition.NO, ResponseCode.CANNOT, "Message is empty");
        }
    }

    /** Whatever is wrong breaks the request off, and nothing is stored. */
    void send(SequenceWriter to, Enabled enabled, long appendLimit) throws IOException {
        var message = first;
        while (true) {
            to.write(new NewMessage(message.flags(), message.internalDate()));
            copy(rest.message(message.literal()), to.content(message.literal().size()));
            nextLine();
            message.endOfData(rest);
            if (!many || rest.atEnd()) {
                break;
            }
            rest.require(Vocabulary.MANY_MESSAGES);
            message = AppendMessage.read(rest);
            check(message, enabled, appendLimit);
        }
        rest.end();
    }

    /** The client's failure must not be taken for the mailbox service's. */
    private void nextLine() {
        try {
            rest.nextLine();
        } catch (UncheckedIOException e) {
            throw new SourceException(Objects.requireNonNull(e.getCause()));
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var chunk = new byte[CHUNK];
        for (int n = read(from, chunk); n > 0; n = read(from, chunk)) {
            to.write(chunk, 0, n);
        }
        to.close();
    }

    private static int read(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }
}
