package org.valija.mailbox.api.event;

import java.net.URI;
import java.util.Optional;

/** The names of the events on the wire: the {@code type} of CloudEvents. Once published, a name stays. */
public enum EventType {
    MESSAGE_DELIVERED("message.delivered", EventData.MessageDelivered.class),
    MESSAGES_ADDED("messages.added", EventData.MessagesAdded.class),
    FLAGS_CHANGED("flags.changed", EventData.FlagsChanged.class),
    MESSAGES_EXPUNGED("messages.expunged", EventData.MessagesExpunged.class),
    MAILBOX_CHANGED("mailbox.changed", EventData.MailboxChanged.class),
    ACCOUNT_CHANGED("account.changed", EventData.AccountChanged.class),
    QUOTA_CROSSED("quota.crossed", EventData.QuotaCrossed.class),
    QUOTA_EXCEEDED("quota.exceeded", EventData.QuotaExceeded.class),
    LOGIN_FAILED("login.failed", EventData.LoginFailed.class),
    MESSAGE_RELAYED("message.relayed", EventData.MessageRelayed.class),
    MESSAGE_DEFERRED("message.deferred", EventData.MessageDeferred.class),
    MESSAGE_BOUNCED("message.bounced", EventData.MessageBounced.class),
    MESSAGE_ORDERED("message.ordered", EventData.MessageOrdered.class),
    MESSAGE_REJECTED("message.rejected", EventData.MessageRejected.class);

    private static final String PREFIX = "org.valija.";
    private static final String SCHEMA_PREFIX = "urn:valija:event:";

    private final String type;
    private final Class<? extends EventData> data;

    EventType(String type, Class<? extends EventData> data) {
        this.type = PREFIX + type;
        this.data = data;
    }

    /** Such as {@code org.valija.message.delivered}. */
    public String type() {
        return type;
    }

    /** Names the JSON Schema of the data; {@code GET /v1/event-types/{type}} answers it. */
    public URI dataSchema() {
        return URI.create(SCHEMA_PREFIX + type);
    }

    public Class<? extends EventData> data() {
        return data;
    }

    public static EventType of(EventData event) {
        return switch (event) {
            case EventData.MessageDelivered _ -> MESSAGE_DELIVERED;
            case EventData.MessagesAdded _ -> MESSAGES_ADDED;
            case EventData.FlagsChanged _ -> FLAGS_CHANGED;
            case EventData.MessagesExpunged _ -> MESSAGES_EXPUNGED;
            case EventData.MailboxChanged _ -> MAILBOX_CHANGED;
            case EventData.AccountChanged _ -> ACCOUNT_CHANGED;
            case EventData.QuotaCrossed _ -> QUOTA_CROSSED;
            case EventData.QuotaExceeded _ -> QUOTA_EXCEEDED;
            case EventData.LoginFailed _ -> LOGIN_FAILED;
            case EventData.MessageRelayed _ -> MESSAGE_RELAYED;
            case EventData.MessageDeferred _ -> MESSAGE_DEFERRED;
            case EventData.MessageBounced _ -> MESSAGE_BOUNCED;
            case EventData.MessageOrdered _ -> MESSAGE_ORDERED;
            case EventData.MessageRejected _ -> MESSAGE_REJECTED;
        };
    }

    /** Empty for a type that a newer server has and we don't know. */
    public static Optional<EventType> of(String type) {
        for (var known : values()) {
            if (known.type.equals(type)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
