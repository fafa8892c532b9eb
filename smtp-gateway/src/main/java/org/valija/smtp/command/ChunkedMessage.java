package org.valija.smtp.command;

import java.io.IOException;
import java.io.InputStream;
import org.valija.smtp.data.IncomingMessage;
import org.valija.smtp.reply.Reply;

/**
 * The chunks of a message, one after the other. Each but the last is answered here, when more is read; so are the
 * commands between them. One that ends the transaction ends this too, by an {@link AbandonedException}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3030.html#section-2">RFC 3030, 2</a>
 */
final class ChunkedMessage extends IncomingMessage {

    private final Conversation client;
    private Bdat current;
    private InputStream chunk;
    /** Octets of the current chunk that have not been read. */
    private long left;

    ChunkedMessage(Bdat first, Conversation client) throws IOException {
        this.client = client;
        this.current = first;
        this.chunk = client.chunk(first.size());
        this.left = first.size();
    }

    /** The client did not finish its message, but went on to something else. Nothing of the message is stored. */
    static final class AbandonedException extends IOException {

        private static final long serialVersionUID = 1;

        private final transient CommandAny instead;

        AbandonedException(CommandAny instead) {
            super("the message was abandoned");
            this.instead = instead;
        }

        /** What it went on to; not run yet. */
        CommandAny instead() {
            return instead;
        }
    }

    @Override
    public boolean atEnd() {
        return left == 0 && current.last();
    }

    @Override
    public boolean isAnswerable() {
        return left == 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (current.last()) {
                return -1;
            }
            client.send(Reply.of(250, "2.0.0", current.size() + " octets received"));
            current = nextChunk();
            chunk = client.chunk(current.size());
            left = current.size();
        }
        int count = chunk.read(into, offset, length);
        left -= Math.max(0, count);
        return count;
    }

    private Bdat nextChunk() throws IOException {
        while (true) {
            switch (client.nextCommand()) {
                case Bdat bdat -> {
                    return bdat;
                }
                case Noop c -> c.answer(client);
                case Help c -> c.answer(client);
                case Vrfy c -> c.answer(client);
                case Expn c -> c.answer(client);
                case CommandAny c -> throw new AbandonedException(c);
                case CommandReady _, CommandTransaction _ ->
                    client.send(Reply.of(503, "5.5.1", "Finish the message with BDAT, or RSET"));
            }
        }
    }

    @Override
    public void drain(long most) throws IOException {
        var block = new byte[32 * 1024];
        long drained = 0;
        while (left > 0 && drained < most) {
            int count = chunk.read(block, 0, (int) Math.min(block.length, most - drained));
            left -= count;
            drained += count;
        }
    }
}
