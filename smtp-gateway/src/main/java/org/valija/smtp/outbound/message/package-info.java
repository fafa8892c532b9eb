/** A queued message as it is sent: read from the queue, looked through once, and signed. */
@NullMarked
package org.valija.smtp.outbound.message;

import org.jspecify.annotations.NullMarked;
