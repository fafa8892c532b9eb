/**
 * The contract of the mailbox service: HTTP interfaces, their records, and how it refuses. No entities, no SQL and no
 * protocol words.
 */
@NullMarked
package org.valija.mailbox.api;

import org.jspecify.annotations.NullMarked;
