/** Asks mailbox-service what many sessions ask at the same time with one call. */
@NullMarked
package org.valija.smtp.gather;

import org.jspecify.annotations.NullMarked;
