/** Wakes whoever waits for something new, at this replica and all others. Knows nothing of what is new. */
@NullMarked
package org.valija.mailbox.wake;

import org.jspecify.annotations.NullMarked;
