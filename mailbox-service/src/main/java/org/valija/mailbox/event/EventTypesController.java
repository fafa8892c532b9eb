package org.valija.mailbox.event;

import java.util.Arrays;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.EventTypeSummary;
import org.valija.mailbox.api.event.EventTypesApi;
import tools.jackson.databind.JsonNode;

/** {@code /v1/event-types}. */
@RestController
final class EventTypesController implements EventTypesApi {

    @Override
    public Page<EventTypeSummary> list() {
        return new Page<>(
                Arrays.stream(EventType.values())
                        .map(type -> new EventTypeSummary(type.type(), EventSchema.describe(type), type.dataSchema()))
                        .toList(),
                null);
    }

    @Override
    public JsonNode schema(String type) {
        return EventType.of(type)
                .map(EventSchema::of)
                .orElseThrow(() -> new MailboxException.NotFound("there is no event of type " + type));
    }
}
