package org.valija.suite.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.valija.suite.e2e.ImapValue.Items;
import org.valija.suite.e2e.ImapValue.Nil;
import tools.jackson.databind.JsonNode;

/**
 * Compares what FETCH tells of one message with what another parser finds in it.
 *
 * @param expected as {@code independent-parser.py} tells it
 * @param differences what is different is added here, as {@code sample: field}
 */
record OddMailComparison(String sample, JsonNode expected, List<String> differences) {

    private static final List<String> TEXTS = List.of("date", "subject");
    private static final List<String> PEOPLE = List.of("from", "sender", "reply-to", "to", "cc", "bcc");

    /** A part that is no multipart, as BODYSTRUCTURE has it. */
    private record Part(String type, Map<String, String> parameters, String encoding, long size, String disposition) {}

    /** The fields in the order of RFC 9051, 7.5.2. */
    void envelope(List<ImapValue> fields) {
        var found = expected.get("envelope");
        for (int i = 0; i < TEXTS.size(); i++) {
            same(TEXTS.get(i), text(fields.get(i)), found.get(TEXTS.get(i)));
        }
        same("in-reply-to", text(fields.get(8)), found.get("in-reply-to"));
        same("message-id", text(fields.get(9)), found.get("message-id"));
        for (var name : List.of("from", "to", "cc", "bcc")) {
            var addresses = new ArrayList<List<String>>();
            for (var address : fields.get(2 + PEOPLE.indexOf(name)).items()) {
                var parts = address.items();
                // The start or the end of a group, which Python leaves out
                if (!(parts.get(3) instanceof Nil)) {
                    addresses.add(List.of(text(parts.get(2)), text(parts.get(3))));
                }
            }
            var theirs = new ArrayList<List<String>>();
            for (var address : found.get(name)) {
                if (!address.get(1).asString().isEmpty()) {
                    theirs.add(List.of(address.get(0).asString(), address.get(1).asString()));
                }
            }
            check(name, addresses.equals(theirs));
        }
    }

    void header(byte[] fields) {
        check(
                "header fields",
                Arrays.equals(
                        fields,
                        Base64.getDecoder().decode(expected.get("others").asString())));
    }

    /** @return how the parts of both are encoded, by their numbers */
    Map<String, String> structure(ImapValue structure) {
        var parts = new LinkedHashMap<String, Part>();
        collect(structure.items(), "", parts);
        var theirs = expected.get("parts");
        check("parts", List.copyOf(parts.keySet()).equals(List.copyOf(theirs.propertyNames())));
        var encodings = new TreeMap<String, String>();
        parts.forEach((section, part) -> {
            var found = theirs.get(section);
            if (found != null) {
                compare(section, part, found);
                if (found.has("decoded")) {
                    encodings.put(section, part.encoding);
                }
            }
        });
        return encodings;
    }

    private void compare(String section, Part part, JsonNode found) {
        check(section + " type", part.type.equals(found.get("type").asString()));
        var parameters = new TreeMap<String, String>();
        found.get("parameters")
                .properties()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().asString()));
        // What a text is if nothing is said: RFC 2045, 5.2
        if (part.type.startsWith("text/") && part.parameters.containsKey("charset")) {
            parameters.putIfAbsent("charset", "us-ascii");
        }
        check(section + " parameters", new TreeMap<>(part.parameters).equals(parameters));
        var disposition = found.get("disposition");
        check(section + " disposition", part.disposition.equals(disposition.isNull() ? "" : disposition.asString()));
        if (found.has("size")) {
            check(section + " size", part.size == found.get("size").asLong());
        }
    }

    /** @param binary what BINARY.PEEK answers for a section */
    void decoded(Map<String, String> encodings, Function<String, byte[]> binary) {
        encodings.forEach((section, encoding) -> {
            if (List.of("7bit", "8bit", "binary", "base64", "quoted-printable").contains(encoding)) {
                var theirs = Base64.getDecoder()
                        .decode(expected.get("parts")
                                .get(section)
                                .get("decoded")
                                .asString());
                check(section + " decoded", Arrays.equals(binary.apply(section), theirs));
            }
        });
    }

    private static void collect(List<ImapValue> body, String path, Map<String, Part> parts) {
        if (!(body.getFirst() instanceof Items)) {
            single(body, path + "1", parts);
            return;
        }
        for (int i = 0; body.get(i) instanceof Items part; i++) {
            var section = path + (i + 1);
            if (part.items().getFirst() instanceof Items) {
                collect(part.items(), section + ".", parts);
            } else {
                single(part.items(), section, parts);
            }
        }
    }

    private static void single(List<ImapValue> body, String section, Map<String, Part> parts) {
        var type = (text(body.get(0)) + "/" + text(body.get(1))).toLowerCase(Locale.ROOT);
        boolean message = type.equals("message/rfc822");
        // Behind the seven fields of all: envelope, body and lines of a message, lines of a text; then MD5
        int disposition = 7 + (message ? 3 : type.startsWith("text/") ? 1 : 0) + 1;
        var told = body.get(disposition).items();
        parts.put(
                section,
                new Part(
                        type,
                        parameters(body.get(2).items()),
                        text(body.get(5)).toLowerCase(Locale.ROOT),
                        body.get(6).number(),
                        told.isEmpty() ? "" : text(told.getFirst()).toLowerCase(Locale.ROOT)));
        if (message) {
            collect(body.get(8).items(), section + ".", parts);
        }
    }

    private static Map<String, String> parameters(List<ImapValue> pairs) {
        var parameters = new TreeMap<String, String>();
        for (int i = 0; i < pairs.size(); i += 2) {
            parameters.put(text(pairs.get(i)).toLowerCase(Locale.ROOT), text(pairs.get(i + 1)));
        }
        return parameters;
    }

    private void same(String field, String ours, JsonNode theirs) {
        check(field, Objects.equals(ours, theirs.isNull() ? "" : theirs.asString()));
    }

    private void check(String field, boolean same) {
        if (!same) {
            differences.add(sample + ": " + field);
        }
    }

    private static String text(ImapValue value) {
        return new String(value.octets(), StandardCharsets.UTF_8);
    }
}
