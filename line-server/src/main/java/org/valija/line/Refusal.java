package org.valija.line;

/** Why a client is turned away before it is served. */
public enum Refusal {

    /** {@link Limits#connections}. */
    TOO_MANY_CONNECTIONS,

    /** {@link Limits#connectionsPerAddress}. */
    TOO_MANY_FROM_ADDRESS,

    /** {@link Limits#connectionsPerNetwork}. */
    TOO_MANY_FROM_NETWORK,

    /** {@link Limits#newConnectionsPerMinute}. */
    TOO_OFTEN
}
