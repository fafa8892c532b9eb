/** Who has to come again before mail is taken. */
@NullMarked
package org.valija.mailbox.api.greylist;

import org.jspecify.annotations.NullMarked;
