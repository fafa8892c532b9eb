package org.valija.smtp.judge;

/**
 * What SPF says.
 *
 * @param domain that was asked
 * @param identity {@code mailfrom} or {@code helo}
 * @param header the field {@code Received-SPF}, without its CRLF
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7208.html#section-2.6">RFC 7208, 2.6</a>
 */
public record SpfResult(Result result, String domain, String identity, String header) {}
