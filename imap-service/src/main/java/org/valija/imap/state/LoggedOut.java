package org.valija.imap.state;

/** The connection is being closed: RFC 9051, 3.4. */
public record LoggedOut() implements State {}
