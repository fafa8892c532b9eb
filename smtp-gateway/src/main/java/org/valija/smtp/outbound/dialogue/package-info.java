/**
 * The client's side of SMTP: one connection to a mail server, and what it answers. Knows nothing of queues, of the DNS and
 * of Spring.
 */
@NullMarked
package org.valija.smtp.outbound.dialogue;

import org.jspecify.annotations.NullMarked;
