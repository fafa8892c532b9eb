package org.valija.mailbox.mailbox;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.valija.mailbox.api.MailboxException;

/**
 * The full name of a mailbox: its levels, separated by "/", in Unicode NFC. {@code INBOX} as the first level is written
 * in capitals, because its case does not matter: RFC 9051, 5.1.
 *
 * @param value at most 1,000 octets of UTF-8, 255 a level; no level is empty; no control characters
 */
record MailboxName(String value) {

    private static final String INBOX = "INBOX";
    private static final char SEPARATOR = '/';
    private static final int LONGEST = 1_000;
    private static final int LONGEST_LEVEL = 255;

    /**
     * Reads a name that somebody wrote.
     *
     * @throws MailboxException.Invalid if it can't be a name
     */
    static MailboxName of(String text) {
        String name = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (octets(name) > LONGEST) {
            throw refused("is over " + LONGEST + " octets");
        }
        if (name.codePoints().anyMatch(MailboxName::isForbidden)) {
            throw refused("has a control character");
        }
        for (String level : name.split("/", -1)) {
            if (level.isEmpty()) {
                throw refused("is empty, or a level of it is");
            }
            if (octets(level) > LONGEST_LEVEL) {
                throw refused("has a level over " + LONGEST_LEVEL + " octets");
            }
        }
        return new MailboxName(inCapitals(name));
    }

    /** Control characters, and halves of surrogate pairs, which no UTF-8 can say. */
    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static MailboxException.Invalid refused(String why) {
        return new MailboxException.Invalid("name", "the name of the mailbox " + why);
    }

    private static String inCapitals(String name) {
        int length = INBOX.length();
        boolean inbox = name.regionMatches(true, 0, INBOX, 0, length)
                && (name.length() == length || name.charAt(length) == SEPARATOR);
        return inbox ? INBOX + name.substring(length) : name;
    }

    boolean isInbox() {
        return value.equals(INBOX);
    }

    /** The names of the mailboxes above it, the outermost first. */
    List<MailboxName> parents() {
        var parents = new ArrayList<MailboxName>();
        for (int i = value.indexOf(SEPARATOR); i >= 0; i = value.indexOf(SEPARATOR, i + 1)) {
            parents.add(new MailboxName(value.substring(0, i)));
        }
        return parents;
    }

    boolean isBelow(MailboxName other) {
        return value.startsWith(other.value + SEPARATOR);
    }

    @Override
    public String toString() {
        return value;
    }
}
