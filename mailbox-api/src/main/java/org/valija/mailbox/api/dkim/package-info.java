/** The keys that sign what the users of a domain send: RFC 6376. */
@NullMarked
package org.valija.mailbox.api.dkim;

import org.jspecify.annotations.NullMarked;
