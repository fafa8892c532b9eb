/** Counts what users send, and says when it is too much. Knows nothing of the messages themselves. */
@NullMarked
package org.valija.mailbox.submission;

import org.jspecify.annotations.NullMarked;
