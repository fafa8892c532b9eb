package org.valija.smtp.settings;

/** How far a domain's DMARC policy is followed. */
public enum DmarcMode {

    /** Not at all: the result stands in the header. */
    MONITOR,

    /** What is to be rejected or quarantined goes to Junk. */
    QUARANTINE,

    /** As the domain asks. */
    REJECT
}
