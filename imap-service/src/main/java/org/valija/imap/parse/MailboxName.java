package org.valija.imap.parse;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The full name of a mailbox, in Unicode, its levels separated by {@code /}.
 *
 * @param value in normalization form C; {@code INBOX} in capitals, however it was written
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-5.1">RFC 9051, 5.1</a>
 */
public record MailboxName(String value) {

    public static final char DELIMITER = '/';

    private static final String INBOX = "INBOX";

    public MailboxName {
        value = value.toUpperCase(Locale.ROOT).equals(INBOX) ? INBOX : Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    /** @throws SyntaxException if it is not written so */
    public static MailboxName decode(String written, NameEncoding encoding) {
        return new MailboxName(encoding.decode(written));
    }

    public boolean isInbox() {
        return value.equals(INBOX);
    }

    /** Without a delimiter at the end, which only announces that names below are to follow: RFC 9051, 6.3.4. */
    public MailboxName withoutTrailingDelimiter() {
        return value.endsWith("/") ? new MailboxName(value.substring(0, value.length() - 1)) : this;
    }

    @Override
    public String toString() {
        return value;
    }
}
