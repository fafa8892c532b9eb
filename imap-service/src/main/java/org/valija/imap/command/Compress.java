package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * COMPRESS makes less of what goes over the wire. Only for those who have logged in, as it takes memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4978.html#section-3">RFC 4978, 3</a>
 */
public record Compress() implements CommandAuth {

    /** {@code "COMPRESS" SP "DEFLATE"} */
    static Compress read(Arguments in) {
        if (!in.sp().word().equals("DEFLATE")) {
            throw new SyntaxException("Only DEFLATE is known");
        }
        in.end();
        return new Compress();
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var client = state.client();
        if (client.isCompressed()) {
            out.no(ResponseCode.COMPRESSIONACTIVE, "Compressed already");
        } else {
            out.ok("DEFLATE active");
            // The go-ahead itself is not compressed
            out.complete();
            client.compress();
        }
        return state;
    }
}
