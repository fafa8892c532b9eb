@NullMarked
package org.valija.smtp.outbound.destination;

import org.jspecify.annotations.NullMarked;
