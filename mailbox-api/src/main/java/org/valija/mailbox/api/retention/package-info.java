/** How long messages stay in Trash and Junk. */
@NullMarked
package org.valija.mailbox.api.retention;

import org.jspecify.annotations.NullMarked;
