package org.valija.pop3.reply;

/**
 * What a program may act on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2449.html#section-8">RFC 2449, 8</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3206.html#section-4">RFC 3206, 4</a>
 */
public enum ResponseCode {
    /** Somebody else has the maildrop open: try again later, the password is right. */
    IN_USE("IN-USE"),
    /** The user was here a moment ago, and may come again only after the delay that CAPA tells. */
    LOGIN_DELAY("LOGIN-DELAY"),
    /** The credentials are wrong: ask the user for others. */
    AUTH("AUTH"),
    /** The server is at fault, and it will pass. */
    SYS_TEMP("SYS/TEMP"),
    /** The server is at fault, or has decided: an administrator has to do something. */
    SYS_PERM("SYS/PERM");

    private final String word;

    ResponseCode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
