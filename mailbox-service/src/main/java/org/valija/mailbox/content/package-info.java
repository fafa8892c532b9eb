/**
 * The octets of messages: taken in, kept once for each distinct SHA-256, read whole or by range, and swept away when no
 * message refers to them any more. Knows nothing of accounts and mailboxes.
 */
@NullMarked
package org.valija.mailbox.content;

import org.jspecify.annotations.NullMarked;
