package org.valija.smtp.settings;

/** What a listener is for. */
// Not yet: RFC 2033, LMTP, a role of its own
public enum Role {

    /** Takes mail from anybody for the recipients here, and relays none. */
    MX,

    /**
     * Takes mail from users who log in.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6409.html#section-3">RFC 6409, 3</a>
     */
    SUBMISSION
}
