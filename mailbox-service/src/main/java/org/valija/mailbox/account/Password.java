package org.valija.mailbox.account;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/**
 * A password as it is compared, the same however a client composes its letters.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265.html#section-4.2">RFC 8265, 4.2, OpaqueString</a>
 */
public record Password(String value) {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;
    private static final Pattern OTHER_SPACE = Pattern.compile("\\p{Zs}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /** A password that somebody logs in with; may be one that nobody could have set. */
    public static Password given(String text) {
        var spaced = OTHER_SPACE.matcher(text).replaceAll(" ");
        return new Password(Normalizer.normalize(spaced, Normalizer.Form.NFC));
    }

    /** @throws MailboxException.Invalid if it is too short or long to be set, or holds control characters */
    public static Password set(String text) {
        var password = given(text);
        int length = password.value.codePointCount(0, password.value.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new MailboxException.Invalid(
                    "password", "a password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (CONTROL.matcher(password.value).find()) {
            throw new MailboxException.Invalid("password", "a password holds no control characters");
        }
        return password;
    }

    /** Whether it can be anybody's: what is longer need not be hashed. */
    public boolean isPlausible() {
        return !value.isEmpty() && value.length() <= 2 * LONGEST;
    }

    /** A password never shows in a log. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}
