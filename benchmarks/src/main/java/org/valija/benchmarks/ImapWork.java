package org.valija.benchmarks;

/** What a client of the IMAP load repeats. */
enum ImapWork {
    /** Connects, logs in and out. */
    LOGIN,
    /** SELECT of INBOX. */
    SELECT,
    /** Flags of all messages. */
    FLAGS,
    /** What a list of all messages shows. */
    HEADERS,
    /** All messages whole. */
    BODIES,
    /** Sets a flag on all messages, and takes it away the next time. */
    STORE,
    /** Adds --batch messages of --size octets. */
    APPEND,
    /** Looks for the one message with a Subject. */
    SEARCH_HEADER,
    /** Looks for the one message with a word. */
    SEARCH_TEXT,
    /** Ten different commands, then logs out and in again; a command is an operation. */
    MIXED,
    /** The command of --command. */
    COMMAND
}
