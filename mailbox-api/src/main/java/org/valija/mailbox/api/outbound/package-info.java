/** Messages that wait to be sent to other servers. */
@NullMarked
package org.valija.mailbox.api.outbound;

import org.jspecify.annotations.NullMarked;
