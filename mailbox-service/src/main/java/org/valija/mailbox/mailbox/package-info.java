/**
 * The mailboxes of an account: their names, subscriptions, state and counters. Messages are in {@code message}, which
 * locks and counts with what is here.
 */
@NullMarked
package org.valija.mailbox.mailbox;

import org.jspecify.annotations.NullMarked;
