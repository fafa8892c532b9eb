/**
 * Finds messages: RFC 9051, 6.4.4. PostgreSQL answers what stands in columns; the header fields and texts that don't are
 * decoded here, of those messages only that the rest of the search leaves.
 */
@NullMarked
package org.valija.mailbox.search;

import org.jspecify.annotations.NullMarked;
