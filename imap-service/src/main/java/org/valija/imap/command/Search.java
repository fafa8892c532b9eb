package org.valija.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.ResultOptions;
import org.valija.imap.parse.SearchProgram;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.EsearchResponse;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchRequest.Result;
import org.valija.mailbox.api.message.SearchResult;

/**
 * SEARCH tells which messages match, or how many do, or which is the first, the last or the n-th of them.
 *
 * @param numbering what the answer's numbers are
 * @param options null for the answer of IMAP4rev1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.4">RFC 9051, 6.4.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4731.html#section-3.1">RFC 4731, 3.1</a>
 */
public record Search(Numbering numbering, @Nullable ResultOptions options, SearchProgram program)
        implements CommandSelect {

    /** {@code search = "SEARCH" [search-return-opts] SP search-program} */
    static Search read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP search} */
    static Search readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Search read(Numbering numbering, Arguments in) {
        var options = ResultOptions.read("SEARCH", in.sp());
        try {
            var search = new Search(numbering, options, SearchProgram.read(in));
            in.end();
            return search;
        } catch (SyntaxException.BadCharset _) {
            throw new SyntaxException.BadCharset(options != null && options.save());
        }
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        var wanted = Objects.requireNonNullElse(options, ResultOptions.ALL);
        // All that such a client writes is in UTF-8: RFC 6855, 3
        if (program.hasCharset() && out.enabled().utf8Accept()) {
            out.bad(null, "No CHARSET after UTF8=ACCEPT");
            return state;
        }
        if (program.hasModseq()) {
            state.followModseq(out);
        }
        var mailbox = state.mailbox();
        try {
            var result = state.messages().search(request(wanted, mailbox));
            if (wanted.save()) {
                mailbox.save(saved(wanted, result));
            }
            // IMAP4rev2 has but one answer to SEARCH: RFC 9051, 6.4.4
            if (options == null && !out.enabled().imap4rev2()) {
                var modseq = program.hasModseq() && result.highestModseq() > 0 ? result.highestModseq() : null;
                out.numbers("SEARCH", numbers(result.all(), mailbox), modseq);
            } else if (!wanted.isSilent()) {
                answer(wanted, result, mailbox, out);
            }
        } catch (MailboxException e) {
            if (wanted.save()) {
                mailbox.save(UidSet.empty());
            }
            throw e;
        }
        out.ok("SEARCH completed");
        return state;
    }

    private SearchRequest request(ResultOptions wanted, SelectedMailbox mailbox) {
        var results = EnumSet.noneOf(Result.class);
        results.addAll(wanted.results());
        if (wanted.save() && wanted.savesAll()) {
            results.add(Result.ALL);
        }
        var positions = wanted.partial() == null ? null : wanted.partial().range();
        return new SearchRequest(mailbox.criteria(program.key()), results, positions, program.hasModseq());
    }

    /** The messages that {@code $} stands for from now on: RFC 5182, 2.4 and RFC 9394, 3.2. */
    private static UidSet saved(ResultOptions wanted, SearchResult result) {
        if (wanted.savesAll()) {
            return Objects.requireNonNull(result.all());
        }
        var saved = Objects.requireNonNullElse(result.partial(), UidSet.empty());
        saved = result.min() == null ? saved : saved.union(UidSet.of(result.min()));
        return result.max() == null ? saved : saved.union(UidSet.of(result.max()));
    }

    private void answer(ResultOptions wanted, SearchResult result, SelectedMailbox mailbox, Responses out)
            throws IOException {
        var response = new EsearchResponse(out, numbering == Numbering.UID);
        if (result.min() != null) {
            response.number("MIN", number(result.min(), mailbox));
        }
        if (result.max() != null) {
            response.number("MAX", number(result.max(), mailbox));
        }
        if (result.count() != null) {
            response.number("COUNT", result.count());
        }
        if (wanted.results().contains(Result.ALL)) {
            response.all(numbers(result.all(), mailbox));
        }
        if (wanted.partial() != null) {
            response.partial(wanted.partial(), numbers(result.partial(), mailbox));
        }
        if (program.hasModseq() && result.highestModseq() > 0) {
            response.number("MODSEQ", result.highestModseq());
        }
        response.end();
    }

    private PrimitiveIterator.OfLong numbers(@Nullable UidSet found, SelectedMailbox mailbox) {
        // What is not known here came to be unknown in between
        return Objects.requireNonNullElse(found, UidSet.empty()).intersect(mailbox.uids()).stream()
                .map(uid -> number(uid, mailbox))
                .iterator();
    }

    private long number(long uid, SelectedMailbox mailbox) {
        return mailbox.number(uid, numbering);
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
