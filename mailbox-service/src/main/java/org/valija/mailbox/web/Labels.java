package org.valija.mailbox.web;

import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/** What people call things: one line, not empty. */
public final class Labels {

    private static final int LONGEST = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]");

    private Labels() {}

    /** @throws MailboxException.Invalid unless it has 1 to 100 characters on one line */
    public static void check(String field, String label) {
        if (label.isBlank() || label.codePointCount(0, label.length()) > LONGEST) {
            throw new MailboxException.Invalid(field, "a " + field + " has 1 to " + LONGEST + " characters");
        }
        if (CONTROL.matcher(label).find()) {
            throw new MailboxException.Invalid(field, "a " + field + " holds no control characters");
        }
    }
}
