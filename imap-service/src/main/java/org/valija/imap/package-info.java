/** The IMAP service, started here. What it does is in the packages below. */
@NullMarked
package org.valija.imap;

import org.jspecify.annotations.NullMarked;
