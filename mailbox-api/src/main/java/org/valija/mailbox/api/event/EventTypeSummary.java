package org.valija.mailbox.api.event;

import java.net.URI;

/**
 * A type of events.
 *
 * @param type as it stands in an event, such as {@code org.valija.message.delivered}; once published, it stays
 * @param description when such an event is written
 * @param dataschema as it stands in an event: names the JSON Schema of its data
 */
public record EventTypeSummary(String type, String description, URI dataschema) {}
