package org.valija.suite;

import java.util.Locale;

/** The doors of the suite, by the names that IANA's registry has for most of them. */
public enum Port {
    SMTP(2525, "SMTP, mail from other servers"),
    SUBMISSION(2587, "SMTP, mail from users, STARTTLS"),
    SUBMISSIONS(2465, "SMTP, mail from users, TLS"),
    POP3(2110, "POP3, STLS"),
    POP3S(2995, "POP3, TLS"),
    IMAP(2143, "IMAP, STARTTLS"),
    IMAPS(2993, "IMAP, TLS"),
    HTTP(8080, "REST");

    private final int usual;
    private final String purpose;

    Port(int usual, String purpose) {
        this.usual = usual;
        this.purpose = purpose;
    }

    /** The number if no option says otherwise: above 1024, so that it needs no privilege. */
    public int usual() {
        return usual;
    }

    /** For people. */
    public String purpose() {
        return purpose;
    }

    /** Without the dashes. */
    public String option() {
        return name().toLowerCase(Locale.ROOT) + "-port";
    }
}
