package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.List;
import org.valija.imap.parse.SearchKey.And;
import org.valija.imap.parse.SearchKey.Not;
import org.valija.imap.parse.SearchKey.Or;
import org.valija.imap.parse.SearchKey.Plain;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.EmailId;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Larger;
import org.valija.mailbox.api.message.SearchCriteria.Older;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Saved;
import org.valija.mailbox.api.message.SearchCriteria.Sent;
import org.valija.mailbox.api.message.SearchCriteria.Smaller;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.ThreadId;
import org.valija.mailbox.api.message.SearchCriteria.When;
import org.valija.mailbox.api.message.SearchCriteria.Younger;
import org.valija.mailbox.api.message.SystemFlag;

/** Reads the keys of SEARCH: RFC 3501, 6.4.4, with what RFC 9051 and extensions have in addition or instead. */
final class SearchKeys {

    /** The limits of {@link SearchCriteria}, with room for what the session adds. */
    private static final int MAX_KEYS = 5_000;

    private static final int MAX_DEPTH = 90;

    private static final int LONGEST_OBJECT_ID = 255;

    private final Arguments in;
    private int keys;
    private int depth;

    private boolean modseq;

    SearchKeys(Arguments in) {
        this.in = in;
    }

    /** {@code search-key *(SP search-key)} */
    SearchKey read() {
        var all = new ArrayList<SearchKey>();
        do {
            all.add(key());
        } while (in.skip(' '));
        return all.size() == 1 ? all.getFirst() : new And(List.copyOf(all));
    }

    /** Whether one of the keys was MODSEQ. */
    boolean hasModseq() {
        return modseq;
    }

    private SearchKey key() {
        if (in.skip('(')) {
            return list();
        }
        if (Chars.isDigit(in.peek()) || in.peek() == '*' || in.peek() == '$') {
            count();
            return new SearchKey.Sequence(in.sequenceSet());
        }
        return key(in.word(Vocabulary.Place.SEARCH_KEY));
    }

    /** {@code "(" search-key *(SP search-key) ")"} */
    private SearchKey list() {
        deeper();
        var all = read();
        in.expect(')');
        depth--;
        return all;
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
            case "EMAILID" -> plain(new EmailId(objectId()));
            case "FLAGGED" -> plain(new HasFlag(SystemFlag.FLAGGED));
            case "FROM" -> header("From");
            case "HEADER" -> plain(new Header(in.sp().astring(), in.sp().astring()));
            case "KEYWORD" -> plain(new HasKeyword(in.sp().atom()));
            case "LARGER" -> plain(new Larger(in.sp().number64()));
            case "MODSEQ" -> modseq();
            case "NEW" -> new And(List.of(new SearchKey.Recent(), not(new HasFlag(SystemFlag.SEEN))));
            case "NOT" -> new Not(nested());
            case "OLD" -> new Not(new SearchKey.Recent());
            case "OLDER" -> plain(new Older(in.sp().nzNumber()));
            case "ON" -> plain(new Received(When.ON, Dates.date(in.sp())));
            case "OR" -> new Or(nested(), nested());
            case "RECENT" -> new SearchKey.Recent();
            case "SAVEDATESUPPORTED" -> plain(new SearchCriteria.And(List.of()));
            case "SAVEDBEFORE" -> plain(new Saved(When.BEFORE, Dates.date(in.sp())));
            case "SAVEDON" -> plain(new Saved(When.ON, Dates.date(in.sp())));
            case "SAVEDSINCE" -> plain(new Saved(When.SINCE, Dates.date(in.sp())));
            case "SEEN" -> plain(new HasFlag(SystemFlag.SEEN));
            case "SENTBEFORE" -> plain(new Sent(When.BEFORE, Dates.date(in.sp())));
            case "SENTON" -> plain(new Sent(When.ON, Dates.date(in.sp())));
            case "SENTSINCE" -> plain(new Sent(When.SINCE, Dates.date(in.sp())));
            case "SINCE" -> plain(new Received(When.SINCE, Dates.date(in.sp())));
            case "SMALLER" -> plain(new Smaller(in.sp().number64()));
            case "SUBJECT" -> header("Subject");
            case "TEXT" -> plain(new Text(in.sp().astring()));
            case "THREADID" -> plain(new ThreadId(objectId()));
            case "TO" -> header("To");
            case "UID" -> new SearchKey.Uids(in.sp().sequenceSet());
            case "UNANSWERED" -> not(new HasFlag(SystemFlag.ANSWERED));
            case "UNDELETED" -> not(new HasFlag(SystemFlag.DELETED));
            case "UNDRAFT" -> not(new HasFlag(SystemFlag.DRAFT));
            case "UNFLAGGED" -> not(new HasFlag(SystemFlag.FLAGGED));
            case "UNKEYWORD" -> not(new HasKeyword(in.sp().atom()));
            case "UNSEEN" -> not(new HasFlag(SystemFlag.SEEN));
            case "YOUNGER" -> plain(new Younger(in.sp().nzNumber()));
            default -> throw new SyntaxException("No such search key");
        };
    }

    /** {@code SP search-key} of NOT and OR. */
    private SearchKey nested() {
        deeper();
        in.sp();
        var key = key();
        depth--;
        return key;
    }

    /** {@code "MODSEQ" [SP entry-name SP entry-type-req] SP mod-sequence-valzer}: RFC 7162, 7 */
    private SearchKey modseq() {
        modseq = true;
        if (in.sp().peek() == '"') {
            // Flags have no modification sequences of their own here: that of the message is never too small
            in.string();
            switch (in.sp().word()) {
                case "ALL", "PRIV", "SHARED" -> in.sp();
                default -> throw new SyntaxException("Expected priv, shared or all");
            }
        }
        return new SearchKey.Modseq(in.number64());
    }

    /** {@code objectid = 1*255(ALPHA / DIGIT / "_" / "-")}: RFC 8474, 7 */
    private String objectId() {
        var id = in.sp().take(Chars::isObjectId, "Expected an object id");
        if (id.length() > LONGEST_OBJECT_ID) {
            throw new SyntaxException("Object id too long");
        }
        return id;
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
            throw new SyntaxException.Limit("Too many search keys");
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException.Limit("Search keys are nested too deep");
        }
    }
}
