package org.valija.mailbox.api.delivery;

import java.util.List;

/**
 * Addresses to resolve.
 *
 * @param recipients 1 to 1,000
 */
public record RecipientBatch(List<Item> recipients) {

    /**
     * One of them.
     *
     * @param address local-part@domain, or {@code postmaster} alone (RFC 5321, 4.5.1)
     * @param size octets the sender announced (RFC 1870); 0 if none
     */
    public record Item(String address, long size) {}
}
