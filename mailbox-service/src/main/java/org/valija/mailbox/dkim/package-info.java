/**
 * The keys that sign what users of a domain send: made, published, rotated, and handed to who signs. Signs nothing itself.
 */
@NullMarked
package org.valija.mailbox.dkim;

import org.jspecify.annotations.NullMarked;
