/**
 * What signing and verifying have in common in DKIM: the canonical forms of header and body, what is hashed, and tag lists.
 * Knows no DNS and decides nothing.
 */
@NullMarked
package org.valija.smtp.dkim;

import org.jspecify.annotations.NullMarked;
