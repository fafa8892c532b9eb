package org.valija.mailbox.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it travels: CloudEvents 1.0 in JSON.
 *
 * @param source the resource it happened to, such as {@code /v1/accounts/7}
 * @param subject within the source, such as {@code mailboxes/12}; null if it is about all of it
 * @param dataschema names the JSON Schema of the data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        String datacontenttype,
        @Nullable URI dataschema,
        JsonNode data) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static CloudEvent of(MailEvent event) {
        var account = event.data().account();
        return new CloudEvent(
                "1.0",
                event.id(),
                account == null ? "/v1" : "/v1/accounts/" + account,
                EventType.of(event.data()).type(),
                event.data() instanceof EventData.OfMailbox of ? "mailboxes/" + of.mailbox() : null,
                event.time(),
                "application/json",
                EventType.of(event.data()).dataSchema(),
                JSON.valueToTree(event.data()));
    }

    /** Empty for a type that we don't know. */
    public Optional<MailEvent> toMailEvent() {
        return EventType.of(type).map(known -> new MailEvent(id, time, JSON.treeToValue(data, known.data())));
    }
}
