/** Which servers take the mail of a destination, in which order they are tried, and where from. */
@NullMarked
package org.valija.smtp.outbound.route;

import org.jspecify.annotations.NullMarked;
