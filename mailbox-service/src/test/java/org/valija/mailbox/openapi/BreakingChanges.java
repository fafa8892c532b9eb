package org.valija.mailbox.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a client written for one description (OpenAPI 3.1) would stumble over with another: something removed, a type
 * changed, something new that is required. What only adds breaks nobody.
 */
final class BreakingChanges {

    private static final Pattern VERSION = Pattern.compile("^/v(\\d+)(/.*)$");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** Which way a schema travels: what a client must send may not grow, what it may rely on must not shrink. */
    private enum Direction {
        SENT,
        ANSWERED
    }

    private final JsonNode before;
    private final JsonNode now;
    private final List<String> found = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(JsonNode before, JsonNode now) {
        this.before = before;
        this.now = now;
    }

    /** In words, each beginning with where it is; empty if nothing breaks. */
    static List<String> between(JsonNode before, JsonNode now) {
        var changes = new BreakingChanges(before, now);
        before.path("paths").properties().forEach(path -> changes.path(path.getKey(), path.getValue()));
        return changes.found;
    }

    private void path(String path, JsonNode item) {
        var other = now.path("paths").get(path);
        if (other == null) {
            if (!hasNewerVersion(path)) {
                found.add(path + ": the path is gone");
            }
            return;
        }
        for (var entry : item.properties()) {
            if (METHODS.contains(entry.getKey())) {
                var where = entry.getKey().toUpperCase() + " " + path;
                var operation = other.get(entry.getKey());
                if (operation == null) {
                    found.add(where + ": the operation is gone");
                } else {
                    operation(where, entry.getValue(), operation);
                }
            }
        }
    }

    private boolean hasNewerVersion(String path) {
        var version = VERSION.matcher(path);
        return version.matches()
                && now.path("paths").propertyNames().stream()
                        .map(VERSION::matcher)
                        .anyMatch(other -> other.matches()
                                && other.group(2).equals(version.group(2))
                                && Integer.parseInt(other.group(1)) > Integer.parseInt(version.group(1)));
    }

    private void operation(String where, JsonNode was, JsonNode is) {
        parameters(where, parameters(before, was), parameters(now, is));
        content(where + " sends", was.path("requestBody"), is.path("requestBody"), Direction.SENT);
        if (!was.path("requestBody").path("required").asBoolean(false)
                && is.path("requestBody").path("required").asBoolean(false)) {
            found.add(where + ": a body is required now");
        }
        was.path("responses").properties().forEach(response -> {
            var status = response.getKey();
            var other = is.path("responses").get(status);
            if (status.startsWith("2") && other == null) {
                found.add(where + ": is not answered " + status + " any more");
            } else if (other != null) {
                content(where + " answers " + status, response.getValue(), other, Direction.ANSWERED);
            }
        });
    }

    private static TreeMap<String, JsonNode> parameters(JsonNode api, JsonNode operation) {
        var all = new TreeMap<String, JsonNode>();
        for (var parameter : operation.path("parameters")) {
            var resolved = resolve(api, parameter);
            all.put(resolved.path("in").asString() + " " + resolved.path("name").asString(), resolved);
        }
        return all;
    }

    private void parameters(String where, TreeMap<String, JsonNode> was, TreeMap<String, JsonNode> is) {
        was.forEach((name, parameter) -> {
            var other = is.get(name);
            if (other == null) {
                found.add(where + ": the parameter " + name + " is gone");
            } else {
                schema(where + " " + name, parameter.path("schema"), other.path("schema"), Direction.SENT);
            }
        });
        is.forEach((name, parameter) -> {
            boolean required = parameter.path("required").asBoolean(false);
            if (required
                    && (!was.containsKey(name)
                            || !was.get(name).path("required").asBoolean(false))) {
                found.add(where + ": the parameter " + name + " is required now");
            }
        });
    }

    private void content(String where, JsonNode was, JsonNode is, Direction direction) {
        var resolved = resolve(now, is);
        resolve(before, was).path("content").properties().forEach(media -> {
            var other = resolved.path("content").get(media.getKey());
            if (other == null) {
                found.add(where + ": " + media.getKey() + " is gone");
            } else {
                schema(where, media.getValue().path("schema"), other.path("schema"), direction);
            }
        });
    }

    private void schema(String where, JsonNode was, JsonNode is, Direction direction) {
        if (was.has("$ref") && is.has("$ref") && !compared.add(was.get("$ref") + " " + is.get("$ref") + direction)) {
            return;
        }
        var old = resolve(before, was);
        var young = resolve(now, is);
        if (!same(old, young, "type") || !same(old, young, "format") || !same(old, young, "const")) {
            found.add(where + ": has another type now");
            return;
        }
        values(where, old.path("enum"), young.path("enum"));
        properties(where, old, young, direction);
        required(where, old, young, direction);
        if (old.has("items")) {
            schema(where + "[]", old.get("items"), young.path("items"), direction);
        }
        if (old.path("additionalProperties").isObject()) {
            schema(where + ".*", old.get("additionalProperties"), young.path("additionalProperties"), direction);
        }
        members(
                where,
                old.path("discriminator").path("mapping"),
                young.path("discriminator").path("mapping"),
                direction);
    }

    private void values(String where, JsonNode was, JsonNode is) {
        for (var value : was) {
            if (is.valueStream().noneMatch(value::equals)) {
                found.add(where + ": the value " + value + " is gone");
            }
        }
    }

    private void properties(String where, JsonNode was, JsonNode is, Direction direction) {
        was.path("properties").properties().forEach(property -> {
            var name = where + "." + property.getKey();
            var other = is.path("properties").get(property.getKey());
            if (other == null) {
                found.add(name + ": the field is gone");
            } else {
                schema(name, property.getValue(), other, direction);
            }
        });
    }

    private void required(String where, JsonNode was, JsonNode is, Direction direction) {
        var less = direction == Direction.SENT ? was : is;
        var more = direction == Direction.SENT ? is : was;
        for (var name : more.path("required")) {
            boolean stays = less.path("required").valueStream().anyMatch(name::equals);
            if (!stays && is.path("properties").has(name.asString())) {
                found.add(where + "." + name.asString()
                        + (direction == Direction.SENT
                                ? ": the field is required now"
                                : ": the field may be missing now"));
            }
        }
    }

    private void members(String where, JsonNode was, JsonNode is, Direction direction) {
        was.properties().forEach(member -> {
            if (is.has(member.getKey())) {
                schema(
                        where + "<" + member.getKey() + ">",
                        reference(member.getValue()),
                        reference(is.get(member.getKey())),
                        direction);
            } else {
                found.add(where + ": " + member.getKey() + " is gone");
            }
        });
    }

    private static JsonNode reference(JsonNode uri) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .set("$ref", uri);
    }

    private static boolean same(JsonNode was, JsonNode is, String keyword) {
        @Nullable JsonNode old = was.get(keyword);
        return old == null ? is.get(keyword) == null : old.equals(is.get(keyword));
    }

    private static JsonNode resolve(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asString().substring(1)) : node;
    }
}
