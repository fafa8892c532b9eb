package org.valija.mailbox.api.outbound;

import java.time.Instant;
import java.util.List;

/**
 * A message that is for others than the users of this server.
 *
 * @param id in the order in which messages were queued
 * @param reversePath where notices go; empty for the null reverse-path
 * @param size octets
 * @param traceId under which logs and events name it
 * @param recipients at least one
 */
public record OutboundMessage(
        long id, String reversePath, long size, String traceId, Instant queuedAt, List<OutboundRecipient> recipients) {}
