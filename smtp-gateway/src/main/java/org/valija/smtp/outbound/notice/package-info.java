/** What senders are told about their messages: RFC 3464. Writes it, and sends nothing. */
@NullMarked
package org.valija.smtp.outbound.notice;

import org.jspecify.annotations.NullMarked;
