package org.valija.pop3.state;

import java.io.IOException;
import java.io.InputStream;
import org.valija.mailbox.api.MailboxException;

/**
 * Content that goes on where it broke off: the store was restarted, or gave up on a client that reads very slowly. The
 * content of a message never changes, so the pieces fit. Where it can't go on, {@link #read} throws: the message must
 * not look whole.
 */
final class ResumedContent extends InputStream {

    private final Continuation continuation;
    private InputStream piece;
    private long octets;
    private boolean advanced;

    /** Opens the same content once more. */
    @FunctionalInterface
    interface Continuation {

        /** @param offset of the first octet that is wanted */
        InputStream from(long offset) throws IOException;
    }

    ResumedContent(InputStream piece, Continuation continuation) {
        this.piece = piece;
        this.continuation = continuation;
    }

    @Override
    public int read() throws IOException {
        var octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return counted(piece.read(into, offset, length));
        } catch (IOException e) {
            resume(e);
            return counted(piece.read(into, offset, length));
        }
    }

    private int counted(int count) {
        advanced |= count > 0;
        octets += Math.max(count, 0);
        return count;
    }

    private void resume(IOException failure) throws IOException {
        if (!advanced) {
            throw failure;
        }
        advanced = false;
        try {
            piece = continuation.from(octets);
        } catch (MailboxException | NoSuchMessage e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
