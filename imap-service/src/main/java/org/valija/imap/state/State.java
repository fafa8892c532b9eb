package org.valija.imap.state;

/**
 * Where a connection is in the state diagram.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-3">RFC 9051, 3</a>
 */
public sealed interface State permits NotAuthenticated, Authenticated, LoggedOut {}
