package org.valija.mailbox.api.message;

/**
 * By what to sort.
 *
 * @param reverse largest first
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, SORT</a>
 */
public record SortKey(By by, boolean reverse) {

    /** Of a message. What a message lacks is empty, and comes first. */
    public enum By {
        /** The internal date. */
        ARRIVAL,
        /** The local part of the first address in Cc. */
        CC,
        /** The moment that the Date field means, else the internal date. */
        DATE,
        /** The local part of the first address in From. */
        FROM,
        /** Octets. */
        SIZE,
        /** The base subject. */
        SUBJECT,
        /** The local part of the first address in To. */
        TO,
        /** The display name of the first address in From, else the address: RFC 5957, 3. */
        DISPLAYFROM,
        /** The display name of the first address in To, else the address: RFC 5957, 3. */
        DISPLAYTO
    }
}
