/** How long messages stay in Trash and Junk, and removing them then. Expunging itself is the business of messages. */
@NullMarked
package org.valija.mailbox.retention;

import org.jspecify.annotations.NullMarked;
