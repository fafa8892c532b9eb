@NullMarked
package org.valija.smtp.outbound.route;

import org.jspecify.annotations.NullMarked;
