/** Messages as a client of the running service changes them: flags, copies, moves, expunges; alone and many at once. */
@NullMarked
package org.valija.mailbox.message;

import org.jspecify.annotations.NullMarked;
