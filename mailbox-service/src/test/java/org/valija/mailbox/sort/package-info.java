/** Order and conversations as a client of the running service asks for them. */
@NullMarked
package org.valija.mailbox.sort;

import org.jspecify.annotations.NullMarked;
