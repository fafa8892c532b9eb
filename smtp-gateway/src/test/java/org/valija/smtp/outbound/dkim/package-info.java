@NullMarked
package org.valija.smtp.outbound.dkim;

import org.jspecify.annotations.NullMarked;
