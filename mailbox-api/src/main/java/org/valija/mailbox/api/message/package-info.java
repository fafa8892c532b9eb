/** The messages of a mailbox: fetching, searching, appending, changing. */
@NullMarked
package org.valija.mailbox.api.message;

import org.jspecify.annotations.NullMarked;
