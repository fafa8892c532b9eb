/**
 * The message between the client and mailbox-service: what is checked while it passes, and what is put in front of it.
 * Knows no replies, no sockets and no Spring.
 */
@NullMarked
package org.valija.smtp.data;

import org.jspecify.annotations.NullMarked;
