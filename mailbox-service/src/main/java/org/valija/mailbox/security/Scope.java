package org.valija.mailbox.security;

/** Something that a caller may be allowed. */
public enum Scope {
    /** Domains, accounts and aliases. */
    ADMINISTER,
    /** Log users in, on their behalf. */
    LOGIN,
    /** Ask who an address belongs to. */
    RESOLVE,
    /** Put messages into INBOXes. */
    DELIVER,
    /** Report what was refused. */
    REPORT,
    /** Follow the events of all accounts. */
    FOLLOW,
    /** Whatever belongs to the one account that the token is for. */
    OWN
}
