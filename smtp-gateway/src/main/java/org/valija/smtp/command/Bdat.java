package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.FailedTransaction;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.State;

/**
 * BDAT sends a chunk of the message, whatever octets are in it. The first one of a message takes the rest of them too, as
 * {@link ChunkedMessage}; any other chunk is read past and refused, since it is on its way already.
 *
 * @param size octets of the chunk, not negative
 * @param last whether the message is whole with it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3030.html#section-2">RFC 3030, 2</a>
 */
public record Bdat(long size, boolean last) implements CommandAny {

    /** {@code bdat-cmd = "BDAT" SP chunk-size [ SP end-marker ] CRLF} */
    static Bdat read(Arguments in) {
        try {
            var size = in.sp().word("chunk size");
            boolean last = !in.atEnd();
            boolean marked = !last || in.sp().word("LAST").equalsIgnoreCase("LAST");
            in.end();
            if (marked && size.matches("[0-9]{1,18}")) {
                return new Bdat(Long.parseLong(size), last);
            }
        } catch (SyntaxException _) {
            // Said below, as all that can be wrong here leads to the same
        }
        throw new SyntaxException(Fault.CHUNK_SIZE, "BDAT with a chunk size, and perhaps LAST");
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        return switch (state) {
            case MailTransaction s -> begin(s, client);
            case FailedTransaction s -> refuse(s, Reply.of(503, "5.5.1", "The transaction failed; RSET"), client);
            default -> refuse(state, Reply.of(503, "5.5.1", "Begin with MAIL"), client);
        };
    }

    private State begin(MailTransaction state, Conversation client) throws IOException {
        var refusal = state.recipients().isEmpty()
                ? Reply.of(554, "5.5.1", "No valid recipients")
                : Allowance.refusal(state, client);
        return refusal == null
                ? Reception.take(state, new ChunkedMessage(this, client), client)
                : refuse(new FailedTransaction(state.ready()), refusal, client);
    }

    private State refuse(State next, Reply reply, Conversation client) throws IOException {
        var chunk = new ChunkedMessage(this, client);
        chunk.drain(client.policy().message().largestMessage());
        client.send(reply);
        return chunk.isAnswerable() ? next : new Closed();
    }
}
