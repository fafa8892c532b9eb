/**
 * The event log and its feed: events are written in the transaction of the change that they tell of, and served in one
 * order to whoever follows, from any position that is still kept.
 *
 * <p>Not yet: webhooks. They belong into a package of their own beside this one, as one more reader of the feed: from a
 * position of their own for each endpoint, kept in PostgreSQL, as {@code EventTail.after} and {@code EventTable} hand out
 * to {@code Follower}; nothing here has to know of them.
 */
@NullMarked
package org.valija.mailbox.event;

import org.jspecify.annotations.NullMarked;
