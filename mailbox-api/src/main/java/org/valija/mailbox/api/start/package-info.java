/** What all services have to do while they start. */
@NullMarked
package org.valija.mailbox.api.start;

import org.jspecify.annotations.NullMarked;
