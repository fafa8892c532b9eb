package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.respond.Responses;
import org.valija.mailbox.api.account.AccountUsage;

/**
 * The one quota root of a user, to which all mailboxes belong, and what stands in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9208.html#section-4.2.1">RFC 9208, 4.2.1</a>
 */
final class Quota {

    /** Its name. */
    static final String ROOT = "account";

    /** STORAGE counts in these: RFC 9208, 5.1. */
    private static final long UNIT = 1024;

    private Quota() {}

    /** {@code "* QUOTA" SP quota-root-name SP quota-list}; what has no limit is not told. */
    static void answer(AccountUsage usage, Responses out) throws IOException {
        var line = out.line().raw("* QUOTA ").astring(ROOT).raw(" (");
        if (usage.limitBytes() > 0) {
            line.raw("STORAGE ").number(Math.ceilDiv(usage.usedBytes(), UNIT));
            line.sp().number(usage.limitBytes() / UNIT).sp();
        }
        if (usage.limitMessages() > 0) {
            line.raw("MESSAGE ").number(usage.usedMessages());
            line.sp().number(usage.limitMessages()).sp();
        }
        line.raw("MAILBOX ").number(usage.mailboxes().size()).sp().number(usage.limitMailboxes());
        out.untagged(line.raw(')').crlf());
    }
}
