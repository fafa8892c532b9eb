package org.valija.smtp.outbound.notice;

import org.jspecify.annotations.Nullable;

/**
 * What comes back of the message that a notice is about.
 *
 * @param octets the header, or all of it; nobody may change them
 * @param whole whether it is all
 * @param messageId of the message; null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record Returned(
        byte[] octets, boolean whole, @Nullable String messageId) {

    boolean isAscii() {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }
}
