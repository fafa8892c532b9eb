/** What happens to a message on its way out, from the lease to what is written down about it; see OutboundFlow. */
@NullMarked
package org.valija.smtp.outbound.flow;

import org.jspecify.annotations.NullMarked;
