package org.valija.mailbox.api.event;

import java.time.Instant;

/**
 * Something that happened, at its place in the feed.
 *
 * @param id the place in the feed, to resume after; opaque
 */
public record MailEvent(String id, Instant time, EventData data) {}
