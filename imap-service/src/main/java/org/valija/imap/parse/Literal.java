package org.valija.imap.parse;

/**
 * A literal as its head announces it: {@code "{" number ["+"] "}" CRLF}.
 *
 * @param size octets, 0 to 2^63 - 1
 * @param synchronizing whether the client waits for our go-ahead; else its octets are on their way already (RFC 7888)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-4.3">RFC 9051, 4.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7888.html#section-3">RFC 7888, 3</a>
 */
public record Literal(long size, boolean synchronizing) {}
