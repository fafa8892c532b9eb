package org.valija.line.sasl;

/** The mechanisms there are, for settings to say which of them are offered. */
public enum SaslMechanismName {
    /** RFC 7677, bound to the channel as RFC 9266 says; only where the connection can be bound. */
    SCRAM_SHA_256_PLUS,
    /** RFC 7677. */
    SCRAM_SHA_256,
    /** RFC 4616. */
    PLAIN,
    /** Never an RFC, and still what some clients want. */
    LOGIN
}
