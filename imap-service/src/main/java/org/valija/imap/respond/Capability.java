package org.valija.imap.respond;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/** What we can do, as CAPABILITY names it. One is listed here when it is complete. */
public enum Capability {
    /** RFC 3501. */
    IMAP4REV1("IMAP4rev1"),
    /** RFC 7888. */
    LITERAL_PLUS("LITERAL+"),
    /** RFC 4959. */
    SASL_IR("SASL-IR"),
    /** RFC 2971. */
    ID("ID"),
    /** RFC 2342. */
    NAMESPACE("NAMESPACE"),
    /** RFC 3348. */
    CHILDREN("CHILDREN"),
    /** RFC 6154. */
    SPECIAL_USE("SPECIAL-USE"),
    /** RFC 4315. */
    UIDPLUS("UIDPLUS"),
    /** RFC 6851. */
    MOVE("MOVE"),
    /** RFC 2177. */
    IDLE("IDLE"),
    /** RFC 3691. */
    UNSELECT("UNSELECT"),
    /** RFC 9051, 6.2.1. */
    STARTTLS("STARTTLS"),
    /** RFC 9051, 6.2.3. */
    LOGINDISABLED("LOGINDISABLED"),
    /** RFC 5802 and RFC 9266. */
    AUTH_SCRAM_SHA_256_PLUS("AUTH=SCRAM-SHA-256-PLUS"),
    /** RFC 7677. */
    AUTH_SCRAM_SHA_256("AUTH=SCRAM-SHA-256"),
    /** RFC 4616. */
    AUTH_PLAIN("AUTH=PLAIN"),
    /** Never an RFC. */
    AUTH_LOGIN("AUTH=LOGIN");

    private static final String AUTH = "AUTH=";

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /** True but for {@code AUTH=}, followed by a mechanism that is not one of these. */
    public boolean isAmong(Collection<String> mechanisms) {
        return !text.startsWith(AUTH) || mechanisms.contains(text.substring(AUTH.length()));
    }

    /** {@code capability-data} without its first word. */
    static String written(Collection<Capability> capabilities) {
        return capabilities.stream().map(capability -> capability.text).collect(joining(" "));
    }
}
