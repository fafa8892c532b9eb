package org.valija.imap.respond;

/** The status responses that we send: RFC 9051, 7.1. */
public enum Condition {
    OK,
    NO,
    BAD,
    BYE
}
