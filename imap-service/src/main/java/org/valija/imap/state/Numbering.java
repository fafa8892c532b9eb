package org.valija.imap.state;

/** What the numbers of a command stand for: RFC 9051, 2.3.1. */
public enum Numbering {
    SEQUENCE,
    UID
}
