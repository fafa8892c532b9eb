package org.valija.smtp.judge;

import java.util.Locale;

/** What a check came to, in the words of RFC 8601, 2.7. */
public enum Result {
    NONE,
    PASS,
    FAIL,
    SOFTFAIL,
    NEUTRAL,
    /** It may come to something else later: the DNS did not answer. Never a reason to refuse for good. */
    TEMPERROR,
    /** What the sender's domain says of itself makes no sense. */
    PERMERROR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
