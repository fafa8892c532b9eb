package org.valija.mailbox.api.message;

/**
 * A search whose result is gathered into conversations.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, THREAD</a>
 */
public record ThreadRequest(SearchCriteria search, Algorithm algorithm) {

    /** By what messages belong together. */
    public enum Algorithm {
        /** The base subject: the first message, and all others as replies to it. */
        ORDEREDSUBJECT,
        /** Message-ID, References and In-Reply-To, and where they lead nowhere the base subject. */
        REFERENCES
    }
}
