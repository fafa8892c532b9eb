/** How much a destination is asked to take: connections that are shared, their limits, and leaving it alone for a while. */
@NullMarked
package org.valija.smtp.outbound.destination;

import org.jspecify.annotations.NullMarked;
