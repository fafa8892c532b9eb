package org.valija.mailbox.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.valija.mailbox.api.MailboxException;

/**
 * The keywords of a mailbox, each spelled as at its first use: their case does not matter, RFC 9051, 2.3.2. Grows with
 * each one that is used for the first time.
 */
public final class Keywords {

    /** Enough for any client, and little enough to send with every SELECT. */
    private static final int MOST = 500;

    private static final int LONGEST = 100;

    private final Map<String, String> bySpelling = new LinkedHashMap<>();
    private final int before;

    /**
     * @param known before, in the order of their first use
     */
    public Keywords(List<String> known) {
        known.forEach(keyword -> bySpelling.put(folded(keyword), keyword));
        before = known.size();
    }

    /**
     * The keywords as they are spelled in this mailbox, each once.
     *
     * @throws MailboxException.Invalid if one is no atom of at most 100 characters, or the mailbox would have over 500
     */
    public List<String> use(List<String> keywords) {
        var used = new ArrayList<String>(keywords.size());
        for (var keyword : keywords) {
            var spelled = bySpelling.computeIfAbsent(folded(keyword), _ -> valid(keyword));
            if (!used.contains(spelled)) {
                used.add(spelled);
            }
        }
        if (hasNew() && bySpelling.size() > MOST) {
            throw new MailboxException.Invalid("keywords", "a mailbox has at most " + MOST + " keywords");
        }
        return used;
    }

    /** All of them, in the order of their first use. */
    public List<String> known() {
        return List.copyOf(bySpelling.values());
    }

    /** Whether there are keywords now that there were not before. */
    public boolean hasNew() {
        return bySpelling.size() > before;
    }

    private static String valid(String keyword) {
        if (keyword.isEmpty() || keyword.length() > LONGEST || !keyword.chars().allMatch(Keywords::isAtomChar)) {
            throw new MailboxException.Invalid(
                    "keywords", "a keyword is an atom of 1 to " + LONGEST + " characters (RFC 9051, 9)");
        }
        return keyword;
    }

    /** {@code ATOM-CHAR = <any CHAR except atom-specials>}: RFC 9051, 9. */
    private static boolean isAtomChar(int c) {
        return c > 0x20 && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0;
    }

    private static String folded(String keyword) {
        return keyword.toLowerCase(Locale.ROOT);
    }
}
