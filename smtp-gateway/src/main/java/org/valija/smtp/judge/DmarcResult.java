package org.valija.smtp.judge;

/**
 * What DMARC says.
 *
 * @param domain of the author; empty if there is not exactly one
 * @param published what the domain wants to be done with failures
 * @param wanted what it wants to be done with this message; {@link DmarcPolicy#NONE} unless the result is a failure
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7489.html#section-6.6.2">RFC 7489, 6.6.2</a>
 */
public record DmarcResult(Result result, String domain, DmarcPolicy published, DmarcPolicy wanted) {}
