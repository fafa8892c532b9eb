/**
 * The event log and its feed: events are written in the transaction of the change that they tell of, and served in one
 * order to whoever follows, from any position that is still kept.
 */
@NullMarked
package org.valija.mailbox.event;

import org.jspecify.annotations.NullMarked;
