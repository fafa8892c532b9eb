package org.valija.mailbox.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.api.event.EventType;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it is served to any number of followers.
 *
 * @param frame as it stands in the feed: one event of Server-Sent Events, its data a CloudEvent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
record LoggedEvent(
        Position position,
        Instant time,
        String type,
        @Nullable AccountId account,
        @Nullable String domain,
        byte[] frame) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param json the data as it was written */
    static LoggedEvent of(
            Position position,
            Instant time,
            String type,
            @Nullable AccountId account,
            @Nullable String domain,
            String json) {
        var data = JSON.readTree(json);
        var mailbox = data.get("mailbox");
        var event = new CloudEvent(
                "1.0",
                position.toString(),
                account == null ? "/v1" : "/v1/accounts/" + account,
                type,
                mailbox == null ? null : "mailboxes/" + mailbox.asString(),
                time,
                "application/json",
                EventType.of(type).map(EventType::dataSchema).orElse(null),
                data);
        var frame = "id: " + position + "\ndata: " + JSON.writeValueAsString(event) + "\n\n";
        return new LoggedEvent(position, time, type, account, domain, frame.getBytes(StandardCharsets.UTF_8));
    }
}
