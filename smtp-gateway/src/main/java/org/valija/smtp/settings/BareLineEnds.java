package org.valija.smtp.settings;

/** What becomes of a CR without LF, or an LF without CR, in a message. Neither ever ends a message: RFC 5321, 2.3.8. */
public enum BareLineEnds {

    /** The message is refused: nobody behind us can then take them for what they are not. */
    REFUSE,

    /** Each becomes a CRLF, for sites whose own programs send such mail; signatures over them break. */
    NORMALIZE
}
