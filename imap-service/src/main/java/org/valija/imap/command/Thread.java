package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SearchProgram;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;
import org.valija.imap.respond.Responses;
import org.valija.imap.respond.ThreadResponse;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.message.ThreadRequest.Algorithm;

/**
 * THREAD is SEARCH whose answer is gathered into conversations.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, THREAD</a>
 */
public record Thread(Numbering numbering, Algorithm algorithm, SearchProgram program) implements CommandSelect {

    /** {@code thread = "THREAD" SP thread-alg SP search-criteria} */
    static Thread read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP thread} */
    static Thread readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Thread read(Numbering numbering, Arguments in) {
        var algorithm = switch (in.sp().word(Place.THREAD_ALGORITHM)) {
            case "ORDEREDSUBJECT" -> Algorithm.ORDEREDSUBJECT;
            case "REFERENCES" -> Algorithm.REFERENCES;
            default -> throw new SyntaxException("No such way to thread");
        };
        var thread = new Thread(numbering, algorithm, SearchProgram.readWithCharset(in.sp()));
        in.end();
        return thread;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (program.hasModseq()) {
            state.followModseq(out);
        }
        var mailbox = state.mailbox();
        var request = new ThreadRequest(mailbox.criteria(program.key()), algorithm);
        var threads = state.messages().thread(request);
        new ThreadResponse(out, uid -> mailbox.number(uid, numbering)).write(threads);
        out.ok("THREAD completed");
        return state;
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
