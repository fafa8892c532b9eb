/** The POP3 service, started here. What it does is in the packages below. */
@NullMarked
package org.valija.pop3;

import org.jspecify.annotations.NullMarked;
