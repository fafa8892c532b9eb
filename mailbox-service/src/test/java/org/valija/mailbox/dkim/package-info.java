/** The keys that sign, as administrators make them and gateways get them. */
@NullMarked
package org.valija.mailbox.dkim;

import org.jspecify.annotations.NullMarked;
