package org.valija.smtp.settings;

/** What a listener is for. */
public enum Role {

    /** Takes mail from anybody for the recipients here, and relays none. */
    MX,

    /**
     * Takes mail from users who log in.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6409.html#section-3">RFC 6409, 3</a>
     */
    SUBMISSION,

    /**
     * Takes mail for the recipients here from a server that sits in front of us, and has judged it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc2033.html#section-4">RFC 2033, 4</a>
     */
    LMTP
}
