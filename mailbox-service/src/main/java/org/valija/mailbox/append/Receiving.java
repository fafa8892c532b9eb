package org.valija.mailbox.append;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Uploads;
import tools.jackson.core.JacksonException;

/** Receives messages whole, before anything is locked for them. */
@Component
public final class Receiving {

    /** Of one request; what comes after that waits in the database. */
    private static final long MOST_IN_MEMORY = 4 * 1024 * 1024;

    private final Ingest ingest;
    private final Uploads uploads;
    private final Clock clock;

    Receiving(Ingest ingest, Uploads uploads, Clock clock) {
        this.ingest = ingest;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * Reads messages to their end, and hands them over.
     *
     * @param messages for each one {@link NewMessage}, then its content
     * @param most messages that may come
     * @param use what is done with them; content that it does not store is dropped afterwards
     * @throws MailboxException.Invalid if none comes, more than that, or not all of one
     */
    public <T> T receive(CborSequence messages, int most, Function<List<Received>, T> use) {
        var received = new ArrayList<Received>();
        try (var in = messages.reader()) {
            long inMemory = 0;
            for (var next = in.next(NewMessage.class); next != null; next = in.next(NewMessage.class)) {
                if (received.size() == most) {
                    throw new MailboxException.Invalid("messages", "too many messages, at most: " + most);
                }
                var content = ingest.read(in.content(), inMemory < MOST_IN_MEMORY);
                inMemory += content.inMemory();
                received.add(new Received(
                        content, next.flags(), next.internalDate() == null ? clock.instant() : next.internalDate()));
            }
            if (received.isEmpty()) {
                throw new MailboxException.Invalid(null, "at least one message");
            }
            return use.apply(received);
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not messages and their content: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        } finally {
            received.forEach(message -> uploads.discard(message.content()));
        }
    }
}
