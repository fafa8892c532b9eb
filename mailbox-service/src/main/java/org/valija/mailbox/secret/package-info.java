/** Secrets that are kept in the database, encrypted with a key that is not in it. Knows nothing of what they are for. */
@NullMarked
package org.valija.mailbox.secret;

import org.jspecify.annotations.NullMarked;
