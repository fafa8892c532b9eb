/** A user's mailboxes: their names, subscriptions and state. */
@NullMarked
package org.valija.mailbox.api.mailbox;

import org.jspecify.annotations.NullMarked;
