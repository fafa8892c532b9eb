package org.valija.mailbox.security;

/** What callers bear, as the description of the contract tells them apart. */
public enum CallerKind {
    /** The key of an administrator. */
    ADMINISTRATOR,
    /** The credential of a protocol service. */
    SERVICE,
    /** A user's token. */
    USER,
    /** Nothing. */
    ANYBODY
}
