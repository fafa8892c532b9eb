package org.valija.imap.respond;

import java.util.EnumSet;
import java.util.Set;
import org.valija.imap.parse.NameEncoding;

/**
 * What a client has switched on, by ENABLE or by using it, and which stays so until it leaves. Belongs to the session's
 * thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5161.html#section-3.1">RFC 5161, 3.1</a>
 */
public final class Enabled {

    private static final Set<Capability> CAN_BE =
            EnumSet.of(Capability.IMAP4REV2, Capability.UTF8_ACCEPT, Capability.CONDSTORE, Capability.QRESYNC);

    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);

    /** Whether it means something to switch this on: all else is there anyway. */
    public static boolean canBe(Capability capability) {
        return CAN_BE.contains(capability);
    }

    /** @return whether it was off until now */
    public boolean enable(Capability capability) {
        if (!canBe(capability)) {
            throw new IllegalArgumentException(capability + " is always on");
        }
        return capabilities.add(capability);
    }

    /** The client speaks IMAP4rev2: RFC 9051, 6.3.1. */
    public boolean imap4rev2() {
        return capabilities.contains(Capability.IMAP4REV2);
    }

    /** Quoted strings may hold UTF-8, and mailbox names do: RFC 9051, 5.1, and RFC 6855, 3. */
    public boolean utf8() {
        return imap4rev2() || capabilities.contains(Capability.UTF8_ACCEPT);
    }

    /** Messages with UTF-8 in their headers are taken by APPEND: RFC 6855, 4. */
    public boolean utf8Accept() {
        return capabilities.contains(Capability.UTF8_ACCEPT);
    }

    /** The client follows modification sequences; QRESYNC is more of it: RFC 7162, 3.1 and 3.2.3. */
    public boolean condstore() {
        return capabilities.contains(Capability.CONDSTORE) || qresync();
    }

    /** The client hears of expunged messages by UID: RFC 7162, 3.2. */
    public boolean qresync() {
        return capabilities.contains(Capability.QRESYNC);
    }

    public NameEncoding names() {
        return utf8() ? NameEncoding.UTF8 : NameEncoding.MODIFIED_UTF7;
    }
}
