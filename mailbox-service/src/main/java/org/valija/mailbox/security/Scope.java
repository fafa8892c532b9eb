package org.valija.mailbox.security;

/** Something that a protocol service may do by its credential. */
public enum Scope {
    /** Log users in, on their behalf. */
    LOGIN,
    /** Ask who an address belongs to. */
    RESOLVE,
    /** Put messages into INBOXes. */
    DELIVER,
    /** Send to other servers what is queued for them. */
    RELAY,
    /** Report what was refused. */
    REPORT,
    /** Follow the events of all accounts. */
    FOLLOW
}
