/** How much each account may send. */
@NullMarked
package org.valija.mailbox.api.submission;

import org.jspecify.annotations.NullMarked;
