/**
 * Judges mail from strangers: SPF, DKIM, DMARC, reverse DNS, lists in the DNS, and content filters; and says what is to be
 * done with it. Knows no sockets and no Spring, and nothing of the commands.
 */
@NullMarked
package org.valija.smtp.judge;

import org.jspecify.annotations.NullMarked;
