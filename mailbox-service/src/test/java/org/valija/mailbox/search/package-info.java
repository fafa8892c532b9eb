/** Searches as a client of the running service asks them. */
@NullMarked
package org.valija.mailbox.search;

import org.jspecify.annotations.NullMarked;
