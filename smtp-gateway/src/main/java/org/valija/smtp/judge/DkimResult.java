package org.valija.smtp.judge;

/**
 * What became of one signature.
 *
 * @param domain that signed: {@code d=}
 * @param selector of its key: {@code s=}
 * @param comment why it is not {@link Result#PASS}; empty if it is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.9">RFC 6376, 3.9</a>
 */
public record DkimResult(Result result, String domain, String selector, String comment) {}
