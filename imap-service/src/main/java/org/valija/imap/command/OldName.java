package org.valija.imap.command;

import org.valija.imap.parse.GivenName;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.ResponseLine;
import org.valija.imap.respond.Responses;

/**
 * Tells a client of IMAP4rev2 what a mailbox is called now, and what it called it.
 *
 * @param name now
 * @param oldName before, or as the client wrote it; the same where nothing changed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.9.7">RFC 9051, 6.3.9.7</a>
 */
record OldName(MailboxName name, String oldName) {

    static OldName of(GivenName given) {
        return new OldName(given.name(), given.given());
    }

    /** {@code mailbox-list}, with {@code oldname-extended-item} if the mailbox is called otherwise now. */
    ResponseLine line(Responses out) {
        var line = out.line().raw("* LIST () \"/\" ").mailbox(name);
        if (!oldName.equals(name.value())) {
            line.raw(" (\"OLDNAME\" (").astring(oldName).raw("))");
        }
        return line.crlf();
    }
}
