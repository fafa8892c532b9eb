package org.valija.mailbox.event;

import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.event.EventType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of the data of an event, made from its record and the Javadoc of that. */
final class EventSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final CommentFormatter WORDS = new CommentFormatter();

    private EventSchema() {}

    static ObjectNode of(EventType type) {
        var schema = JSON.createObjectNode()
                .put("$schema", DIALECT)
                .put("$id", type.dataSchema().toString())
                .put("title", type.type())
                .put("description", describe(type));
        describeRecord(schema, type.data());
        return schema;
    }

    /** The first paragraph of the Javadoc. */
    static String describe(EventType type) {
        return words(RuntimeJavadoc.getJavadoc(type.data()).getComment());
    }

    private static void describeRecord(ObjectNode schema, Class<?> type) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        var comments = comments(type);
        for (var component : type.getRecordComponents()) {
            var property = properties
                    .set(component.getName(), value(component.getGenericType()))
                    .withObject("/" + component.getName());
            var comment = comments.get(component.getName());
            if (comment != null) {
                property.put("description", comment);
            }
            if (!isNullable(component)) {
                required.add(component.getName());
            }
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode value(Type type) {
        var schema = JSON.createObjectNode();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            schema.put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
            return schema;
        }
        var raw = (Class<?>) type;
        if (raw == AccountId.class || raw == MailboxId.class) {
            return schema.put("type", "integer").put("minimum", 1);
        } else if (raw == UidSet.class) {
            return schema.put("type", "string").put("description", "UIDs in ascending ranges, such as 1:3,9");
        } else if (raw == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (raw == String.class) {
            return schema.put("type", "string");
        } else if (raw == boolean.class || raw == Boolean.class) {
            return schema.put("type", "boolean");
        } else if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return schema.put("type", "integer");
        } else if (raw.isEnum()) {
            var words = schema.put("type", "string").putArray("enum");
            for (var constant : raw.getEnumConstants()) {
                words.add(JSON.valueToTree(constant));
            }
            return schema;
        } else if (raw.isRecord()) {
            describeRecord(schema, raw);
            return schema;
        }
        throw new IllegalStateException("no schema for " + raw);
    }

    private static Map<String, String> comments(Class<?> type) {
        var comments = new HashMap<String, String>();
        RuntimeJavadoc.getJavadoc(type)
                .getRecordComponents()
                .forEach(component -> comments.put(component.getName(), words(component.getComment())));
        return comments;
    }

    private static String words(com.github.therapi.runtimejavadoc.Comment comment) {
        return WORDS.format(comment)
                .replaceAll("<code>|</code>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
