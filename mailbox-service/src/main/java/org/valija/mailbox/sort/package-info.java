/**
 * Puts messages in order and gathers them into conversations: RFC 5256. PostgreSQL sorts; conversations by references are
 * put together here.
 */
@NullMarked
package org.valija.mailbox.sort;

import org.jspecify.annotations.NullMarked;
