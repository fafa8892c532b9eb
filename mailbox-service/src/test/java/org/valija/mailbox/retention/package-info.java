/** Retention, as administrators set it and users see it. */
@NullMarked
package org.valija.mailbox.retention;

import org.jspecify.annotations.NullMarked;
