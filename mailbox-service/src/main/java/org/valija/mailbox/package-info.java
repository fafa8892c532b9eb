/** The mailbox service, started here. What it does is in the packages below. */
@NullMarked
package org.valija.mailbox;

import org.jspecify.annotations.NullMarked;
