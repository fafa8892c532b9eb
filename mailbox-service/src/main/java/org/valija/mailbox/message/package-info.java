/** The messages of a mailbox: finding them, changing their flags, copying, moving and expunging them. */
@NullMarked
package org.valija.mailbox.message;

import org.jspecify.annotations.NullMarked;
