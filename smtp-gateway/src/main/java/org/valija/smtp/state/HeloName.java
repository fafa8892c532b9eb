package org.valija.smtp.state;

import org.valija.smtp.parse.DomainOrLiteral;

/**
 * How the client introduced itself.
 *
 * @param name what it calls itself; nothing to be trusted
 * @param extended whether it said EHLO, and so speaks ESMTP
 */
public record HeloName(DomainOrLiteral name, boolean extended) {}
