/**
 * Finds messages: RFC 9051, 6.4.4. PostgreSQL answers with what stands in columns and in the text index; messages that are
 * not indexed yet are decoded and looked through here, those only that the rest of the search leaves.
 */
@NullMarked
package org.valija.mailbox.search;

import org.jspecify.annotations.NullMarked;
