package org.valija.mailbox.api.event;

import java.util.List;

/**
 * What a protocol service refused lately.
 *
 * @param rejections in the order in which it happened; 1 to 1,000
 */
public record Rejections(List<EventData.MessageRejected> rejections) {}
