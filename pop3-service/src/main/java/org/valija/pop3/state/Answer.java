package org.valija.pop3.state;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.stream.SequenceReader;

/** Messages on their way from the store, in ascending order. Whoever asked for them closes it. */
final class Answer implements AutoCloseable {

    private final SequenceReader reader;
    private final int last;
    private int next;

    /** The next message, where it turned out to be a later one than was wanted. */
    private @Nullable Message head;

    /**
     * @param first number of the first message that was asked for
     * @param last number of the last one
     */
    Answer(SequenceReader reader, int first, int last) {
        this.reader = reader;
        this.next = first;
        this.last = last;
    }

    /** Whether a message was asked for and has not been passed over yet. */
    boolean covers(int number) {
        return next <= number && number <= last;
    }

    /**
     * The first section of a message that it {@link #covers}; messages before it are passed over.
     *
     * @return null if the message is not there any more
     * @throws IOException if the answer broke off
     */
    @Nullable
    InputStream section(int number, long uid) throws IOException {
        next = number + 1;
        var message = head == null ? reader.next(Message.class) : head;
        while (message != null && message.uid().value() < uid) {
            message = reader.next(Message.class);
        }
        if (message == null || message.uid().value() > uid) {
            head = message;
            return null;
        }
        head = null;
        return reader.content();
    }

    /** The next section of the same message. */
    InputStream nextSection() throws IOException {
        return reader.content();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
