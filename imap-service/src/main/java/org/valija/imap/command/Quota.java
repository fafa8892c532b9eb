package org.valija.imap.command;

import java.io.IOException;
import java.util.StringJoiner;
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

    /** Where nothing has a limit there is no quota root, as a quota-list is never empty: RFC 9208, 7. */
    static boolean isThere(AccountUsage usage) {
        return usage.limitBytes() > 0 || usage.limitMessages() > 0 || usage.limitMailboxes() > 0;
    }

    /** {@code "* QUOTA" SP quota-root-name SP quota-list}; what has no limit is not told. */
    static void answer(AccountUsage usage, Responses out) throws IOException {
        var resources = new StringJoiner(" ", " (", ")");
        tell("STORAGE", Math.ceilDiv(usage.usedBytes(), UNIT), usage.limitBytes(), UNIT, resources);
        tell("MESSAGE", usage.usedMessages(), usage.limitMessages(), 1, resources);
        tell("MAILBOX", usage.mailboxes().size(), usage.limitMailboxes(), 1, resources);
        out.untagged(out.line()
                .raw("* QUOTA ")
                .astring(ROOT)
                .raw(resources.toString())
                .crlf());
    }

    /** {@code quota-resource = resource-name SP resource-usage SP resource-limit} */
    private static void tell(String name, long used, long limit, long unit, StringJoiner resources) {
        if (limit > 0) {
            resources.add(name + " " + used + " " + limit / unit);
        }
    }
}
