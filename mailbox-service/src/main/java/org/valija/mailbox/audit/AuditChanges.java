package org.valija.mailbox.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.audit.AuditRecord.Change;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which fields a request changed, from what to what. */
final class AuditChanges {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Of these it is told that they were set, and not to what. */
    private static final Set<String> SECRETS = Set.of("password", "key", "secret", "token");

    private static final String SECRET = "…";
    /** More than this, in characters of JSON, is no change that a person would look at. */
    private static final int LONGEST = 16_384;

    private AuditChanges() {}

    /**
     * @param before the resource as it was; null if it was not looked at
     * @param body of the request; null if it has none
     */
    static Map<String, Change> of(@Nullable Object before, @Nullable Object body) {
        var was = fields(before);
        var asked = fields(body);
        var names = new TreeSet<String>();
        (body == null ? was : asked).propertyNames().forEach(names::add);
        var changes = new LinkedHashMap<String, Change>();
        for (var name : names) {
            var change = new Change(known(name, was), known(name, asked));
            if (body == null || change.after() != null) {
                changes.put(name, change);
            }
        }
        return JSON.writeValueAsString(changes).length() > LONGEST ? Map.of() : changes;
    }

    private static @Nullable Object known(String name, ObjectNode fields) {
        var value = fields.get(name);
        return value == null || value.isNull() ? null : SECRETS.contains(name) ? SECRET : value;
    }

    /** None if it is no record. */
    static ObjectNode fields(@Nullable Object value) {
        return value instanceof Record && JSON.valueToTree(value) instanceof ObjectNode fields
                ? fields
                : JSON.createObjectNode();
    }
}
