/** The SMTP gateway, started here. What it does is in the packages below. */
@NullMarked
package org.valija.smtp;

import org.jspecify.annotations.NullMarked;
