/**
 * Responses as values, and how each is written: RFC 9051, 7. Knows what a response looks like, not when it is due.
 */
@NullMarked
package org.valija.imap.respond;

import org.jspecify.annotations.NullMarked;
