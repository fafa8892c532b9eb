/**
 * Keeps account of what administrators change, in one place for all endpoints: what a request said is taken from its body, and
 * written by the transaction that does it. Knows no resource by itself.
 */
@NullMarked
package org.valija.mailbox.audit;

import org.jspecify.annotations.NullMarked;
