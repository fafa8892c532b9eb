package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.valija.imap.parse.SearchKey.And;
import org.valija.imap.parse.SearchKey.Not;
import org.valija.imap.parse.SearchKey.Or;
import org.valija.imap.parse.SearchKey.Plain;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Larger;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Sent;
import org.valija.mailbox.api.message.SearchCriteria.Smaller;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.When;
import org.valija.mailbox.api.message.SystemFlag;

/** Reads the keys of SEARCH: RFC 3501, 6.4.4, with what RFC 9051 has in addition or instead. */
public final class SearchProgram {

    /** The limits of {@link SearchCriteria}, with room for what the session adds. */
    private static final int MAX_KEYS = 5_000;

    private static final int MAX_DEPTH = 90;

    private final Arguments in;
    private int keys;
    private int depth;

    private SearchProgram(Arguments in) {
        this.in = in;
    }

    /** {@code search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)} */
    public static SearchKey read(Arguments in) {
        var program = new SearchProgram(in);
        var all = new ArrayList<SearchKey>();
        if (Character.isLetter(in.peek())) {
            var first = in.word();
            if (first.equals("CHARSET")) {
                charset(in.sp().astring());
                all.add(program.key(in.sp()));
            } else {
                all.add(program.key(first));
            }
        } else {
            all.add(program.key(in));
        }
        while (in.skip(' ')) {
            all.add(program.key(in));
        }
        return all.size() == 1 ? all.getFirst() : new And(List.copyOf(all));
    }

    /** Both mean the same here: all text is read as UTF-8. */
    private static void charset(String name) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "US-ASCII", "UTF-8" -> {}
            default -> throw new SyntaxException.BadCharset();
        }
    }

    private SearchKey key(Arguments from) {
        if (from.skip('(')) {
            return list();
        }
        if (Chars.isDigit(from.peek()) || from.peek() == '*') {
            count();
            return new SearchKey.Sequence(from.sequenceSet());
        }
        return key(from.word());
    }

    /** {@code "(" search-key *(SP search-key) ")"} */
    private SearchKey list() {
        deeper();
        var all = new ArrayList<SearchKey>();
        do {
            all.add(key(in));
        } while (in.skip(' '));
        in.expect(')');
        depth--;
        return all.size() == 1 ? all.getFirst() : new And(List.copyOf(all));
    }

    private SearchKey key(String word) {
        count();
        return switch (word) {
            case "ALL" -> plain(new SearchCriteria.And(List.of()));
            case "ANSWERED" -> plain(new HasFlag(SystemFlag.ANSWERED));
            case "BCC" -> header("Bcc");
            case "BEFORE" -> plain(new Received(When.BEFORE, Dates.date(in.sp())));
            case "BODY" -> plain(new Body(in.sp().astring()));
            case "CC" -> header("Cc");
            case "DELETED" -> plain(new HasFlag(SystemFlag.DELETED));
            case "DRAFT" -> plain(new HasFlag(SystemFlag.DRAFT));
            case "FLAGGED" -> plain(new HasFlag(SystemFlag.FLAGGED));
            case "FROM" -> header("From");
            case "HEADER" -> plain(new Header(in.sp().astring(), in.sp().astring()));
            case "KEYWORD" -> plain(new HasKeyword(in.sp().atom()));
            case "LARGER" -> plain(new Larger(in.sp().number64()));
            case "NEW" -> new And(List.of(new SearchKey.Recent(), not(new HasFlag(SystemFlag.SEEN))));
            case "NOT" -> new Not(nested());
            case "OLD" -> new Not(new SearchKey.Recent());
            case "ON" -> plain(new Received(When.ON, Dates.date(in.sp())));
            case "OR" -> new Or(nested(), nested());
            case "RECENT" -> new SearchKey.Recent();
            case "SEEN" -> plain(new HasFlag(SystemFlag.SEEN));
            case "SENTBEFORE" -> plain(new Sent(When.BEFORE, Dates.date(in.sp())));
            case "SENTON" -> plain(new Sent(When.ON, Dates.date(in.sp())));
            case "SENTSINCE" -> plain(new Sent(When.SINCE, Dates.date(in.sp())));
            case "SINCE" -> plain(new Received(When.SINCE, Dates.date(in.sp())));
            case "SMALLER" -> plain(new Smaller(in.sp().number64()));
            case "SUBJECT" -> header("Subject");
            case "TEXT" -> plain(new Text(in.sp().astring()));
            case "TO" -> header("To");
            case "UID" -> new SearchKey.Uids(in.sp().sequenceSet());
            case "UNANSWERED" -> not(new HasFlag(SystemFlag.ANSWERED));
            case "UNDELETED" -> not(new HasFlag(SystemFlag.DELETED));
            case "UNDRAFT" -> not(new HasFlag(SystemFlag.DRAFT));
            case "UNFLAGGED" -> not(new HasFlag(SystemFlag.FLAGGED));
            case "UNKEYWORD" -> not(new HasKeyword(in.sp().atom()));
            case "UNSEEN" -> not(new HasFlag(SystemFlag.SEEN));
            default -> throw new SyntaxException("No such search key");
        };
    }

    /** {@code SP search-key} of NOT and OR. */
    private SearchKey nested() {
        deeper();
        var key = key(in.sp());
        depth--;
        return key;
    }

    private SearchKey header(String name) {
        return plain(new Header(name, in.sp().astring()));
    }

    private static SearchKey plain(SearchCriteria criteria) {
        return new Plain(criteria);
    }

    private static SearchKey not(SearchCriteria criteria) {
        return new Plain(new SearchCriteria.Not(criteria));
    }

    private void count() {
        if (++keys > MAX_KEYS) {
            throw new SyntaxException("Too many search keys");
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException("Search keys are nested too deep");
        }
    }
}
