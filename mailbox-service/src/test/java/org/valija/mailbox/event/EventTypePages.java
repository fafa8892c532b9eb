package org.valija.mailbox.event;

import org.valija.mailbox.api.event.EventType;
import tools.jackson.databind.JsonNode;

/** The types of events as they stand in docs/events.md, made from their schemas. */
final class EventTypePages {

    private EventTypePages() {}

    static String markdown() {
        var page = new StringBuilder();
        for (var type : EventType.values()) {
            var schema = EventSchema.of(type);
            page.append("\n### ").append(type.type()).append("\n\n");
            page.append(schema.get("description").asString()).append("\n\n");
            page.append("| field | is | |\n|---|---|---|\n");
            schema.get("properties")
                    .properties()
                    .forEach(field -> page.append("| `%s` | %s | %s |\n"
                            .formatted(
                                    field.getKey(),
                                    kind(field.getValue(), isRequired(schema, field.getKey())),
                                    field.getValue().path("description").asString(""))));
        }
        return page.toString();
    }

    private static String kind(JsonNode value, boolean required) {
        var words = value.path("enum").valueStream().map(JsonNode::asString).toList();
        var kind = words.isEmpty()
                ? value.get("type").asString()
                : words.stream()
                        .map(word -> '`' + word + '`')
                        .reduce((a, b) -> a + ", " + b)
                        .get();
        return required ? kind : kind + ", or missing";
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return schema.get("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(field));
    }
}
