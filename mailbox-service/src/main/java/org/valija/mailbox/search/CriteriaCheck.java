package org.valija.mailbox.search;

import java.time.LocalDate;
import java.util.List;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Older;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Saved;
import org.valija.mailbox.api.message.SearchCriteria.Sent;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.ThreadId;
import org.valija.mailbox.api.message.SearchCriteria.Younger;

/** Refuses criteria that are too many, too deep, or mean nothing. */
final class CriteriaCheck {

    private static final int MOST_NODES = 10_000;
    private static final int DEEPEST = 100;

    /** How many nodes there may still be. */
    private int room = MOST_NODES;

    private CriteriaCheck() {}

    /** @throws MailboxException.Invalid if they are refused */
    static void check(SearchCriteria criteria) {
        new CriteriaCheck().check(criteria, 1);
    }

    private void check(SearchCriteria criteria, int depth) {
        if (depth > DEEPEST || room-- == 0) {
            throw new MailboxException.Invalid(
                    null, "a search has at most " + MOST_NODES + " criteria, at most " + DEEPEST + " deep");
        }
        switch (criteria) {
            case And(var all) -> checkAll(all, depth);
            case Or(var any) -> checkAll(any, depth);
            case Not(var part) -> check(part, depth + 1);
            case Header(var name, var text) -> {
                refuseNul("name", name);
                refuseNul("contains", text);
            }
            case Body(var text) -> refuseNul("contains", text);
            case Text(var text) -> refuseNul("contains", text);
            case HasKeyword(var keyword) -> refuseNul("keyword", keyword);
            case ThreadId(var id) -> refuseNul("threadId", id);
            case Received(var _, var date) -> refuseYear(date);
            case Saved(var _, var date) -> refuseYear(date);
            case Sent(var _, var date) -> refuseYear(date);
            case Younger(long seconds) -> refuseInterval(seconds);
            case Older(long seconds) -> refuseInterval(seconds);
            default -> {
                // Nothing that can be wrong
            }
        }
    }

    private void checkAll(List<SearchCriteria> parts, int depth) {
        for (var part : parts) {
            check(part, depth + 1);
        }
    }

    /** {@code date-year = 4DIGIT}: RFC 9051, 9. */
    private static void refuseYear(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new MailboxException.Invalid("date", "a year has four digits");
        }
    }

    /** A non-zero number: RFC 5032, 4. */
    private static void refuseInterval(long seconds) {
        if (seconds < 1) {
            throw new MailboxException.Invalid("seconds", "an interval is at least one second");
        }
    }

    private static void refuseNul(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MailboxException.Invalid(field, "a text to search for has no NUL");
        }
    }
}
