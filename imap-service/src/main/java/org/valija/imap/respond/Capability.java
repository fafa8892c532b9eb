package org.valija.imap.respond;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What we can do, as CAPABILITY names it. One is listed here when it is complete. */
public enum Capability {
    /** RFC 3501. */
    IMAP4REV1("IMAP4rev1"),
    /** RFC 9051. */
    IMAP4REV2("IMAP4rev2"),
    /** RFC 7888. */
    LITERAL_PLUS("LITERAL+"),
    /** RFC 7888, 5: in place of LITERAL+. */
    LITERAL_MINUS("LITERAL-"),
    /** RFC 4959. */
    SASL_IR("SASL-IR"),
    /** RFC 5161. */
    ENABLE("ENABLE"),
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
    /** RFC 8508. */
    REPLACE("REPLACE"),
    /** RFC 2177. */
    IDLE("IDLE"),
    /** RFC 3691. */
    UNSELECT("UNSELECT"),
    /** RFC 7889. */
    APPENDLIMIT("APPENDLIMIT"),
    /** RFC 3502. */
    MULTIAPPEND("MULTIAPPEND"),
    /** RFC 4978. */
    COMPRESS_DEFLATE("COMPRESS=DEFLATE"),
    /** RFC 9208, and RFC 2087 before it. */
    QUOTA("QUOTA"),
    /** RFC 9208, 5.1. */
    QUOTA_STORAGE("QUOTA=RES-STORAGE"),
    /** RFC 9208, 5.2. */
    QUOTA_MESSAGE("QUOTA=RES-MESSAGE"),
    /** RFC 9208, 5.4. */
    QUOTA_MAILBOX("QUOTA=RES-MAILBOX"),
    /** RFC 8438. */
    STATUS_SIZE("STATUS=SIZE"),
    /** RFC 7162, 3.1. */
    CONDSTORE("CONDSTORE"),
    /** RFC 7162, 3.2. */
    QRESYNC("QRESYNC"),
    /** RFC 6855. */
    UTF8_ACCEPT("UTF8=ACCEPT"),
    /** RFC 5258. */
    LIST_EXTENDED("LIST-EXTENDED"),
    /** RFC 5819. */
    LIST_STATUS("LIST-STATUS"),
    /** RFC 6154, 3. */
    CREATE_SPECIAL_USE("CREATE-SPECIAL-USE"),
    /** RFC 3516. */
    BINARY("BINARY"),
    /** RFC 8970. */
    PREVIEW("PREVIEW"),
    /** RFC 8514. */
    SAVEDATE("SAVEDATE"),
    /** RFC 8474. */
    OBJECTID("OBJECTID"),
    /** RFC 9394. */
    PARTIAL("PARTIAL"),
    /** RFC 4731. */
    ESEARCH("ESEARCH"),
    /** RFC 5182. */
    SEARCHRES("SEARCHRES"),
    /** RFC 5032. */
    WITHIN("WITHIN"),
    /** RFC 5255, 4.2. */
    I18NLEVEL("I18NLEVEL=1"),
    /** RFC 5256. */
    SORT("SORT"),
    /** RFC 5957. */
    SORT_DISPLAY("SORT=DISPLAY"),
    /** RFC 5267, 3. */
    ESORT("ESORT"),
    /** RFC 5256. */
    THREAD_ORDEREDSUBJECT("THREAD=ORDEREDSUBJECT"),
    /** RFC 5256. */
    THREAD_REFERENCES("THREAD=REFERENCES"),
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

    /** @param name in any case */
    public static Optional<Capability> named(String name) {
        return Arrays.stream(values())
                .filter(capability -> capability.text.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether it is one of these, which are in capitals. */
    public boolean isNamedBy(Set<String> names) {
        return names.contains(text.toUpperCase(Locale.ROOT));
    }

    /** As it is written, but for a value behind it. */
    public String text() {
        return text;
    }
}
