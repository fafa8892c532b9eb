package org.valija.mailbox.login;

import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/**
 * {@code client-first-message-bare = [reserved-mext ","] username "," nonce ["," extensions]}.
 *
 * @param username as the client means it, its commas and equals signs decoded
 * @param nonce the client's part of it
 * @param text the whole message
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-7">RFC 5802, 7</a>
 */
record ClientFirstMessage(String username, String nonce, String text) {

    private static final String FIELD = "clientFirstMessageBare";
    private static final int LONGEST = 1024;

    /** {@code saslname = 1*(value-safe-char / "=2C" / "=3D")} */
    private static final Pattern SASLNAME = Pattern.compile("([^\\x00=,]|=2C|=3D)+");
    /** {@code printable = %x21-2B / %x2D-7E} */
    private static final Pattern PRINTABLE = Pattern.compile("[!-+\\--~]+");

    /** @throws MailboxException.Invalid if it is no such message */
    static ClientFirstMessage read(String text) {
        if (text.length() > LONGEST) {
            throw invalid("over " + LONGEST + " characters");
        }
        var attributes = text.split(",", -1);
        if (attributes[0].startsWith("m=")) {
            // RFC 5802, 5.1: an extension that must be understood, and there are none
            throw invalid("a mandatory extension, and none is known");
        }
        if (attributes.length < 2 || !attributes[0].startsWith("n=") || !attributes[1].startsWith("r=")) {
            throw invalid("not a user name and a nonce");
        }
        var saslname = attributes[0].substring(2);
        var nonce = attributes[1].substring(2);
        if (!SASLNAME.matcher(saslname).matches()) {
            throw invalid("not a user name");
        }
        if (!PRINTABLE.matcher(nonce).matches()) {
            throw invalid("not a nonce");
        }
        return new ClientFirstMessage(saslname.replace("=2C", ",").replace("=3D", "="), nonce, text);
    }

    private static MailboxException invalid(String what) {
        return new MailboxException.Invalid(FIELD, "not a SCRAM client's first message: " + what);
    }
}
