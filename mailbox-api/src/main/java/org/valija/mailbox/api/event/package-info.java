/** What happened, as a feed that can be replayed. */
@NullMarked
package org.valija.mailbox.api.event;

import org.jspecify.annotations.NullMarked;
