/** How connections to other servers are encrypted, and how much of that is demanded. */
@NullMarked
package org.valija.smtp.outbound.tls;

import org.jspecify.annotations.NullMarked;
