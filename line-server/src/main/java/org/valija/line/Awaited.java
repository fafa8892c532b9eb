package org.valija.line;

/** What ended a wait for input. */
public enum Awaited {
    /** The client sent something, or closed: the next read does not block for long. */
    INPUT,

    /** Somebody called {@link LineConnection#wake()}. */
    WOKEN,

    /** Nothing happened in time. */
    TIMEOUT
}
