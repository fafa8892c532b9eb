/** Signs messages for the domains here: RFC 6376. */
@NullMarked
package org.valija.smtp.outbound.dkim;

import org.jspecify.annotations.NullMarked;
