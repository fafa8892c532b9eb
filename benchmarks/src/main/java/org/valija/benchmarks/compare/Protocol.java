package org.valija.benchmarks.compare;

/** What mail clients and servers speak, in the order of the tables. */
enum Protocol {
    SMTP,
    LMTP,
    POP3,
    IMAP
}
