package org.valija.mailbox.mime;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/**
 * A value with parameters behind it, as in Content-Type: RFC 2045, 5.1. Parameters that were cut in pieces are joined
 * (RFC 2231, 3); one with a charset keeps the asterisk at the end of its name, and its value stays encoded.
 *
 * @param value without comments and white space around it; may be empty
 * @param parameters names in lower case, in their order; of two with the same name the first
 */
record ParameterizedValue(String value, Map<String, String> parameters) {

    /** {@code name*0*}: a piece, and whether it is encoded. */
    private static final Pattern PIECE = Pattern.compile("([^*]+)\\*(\\d{1,4})(\\*?)");

    static ParameterizedValue parse(String field) {
        // mime4j reads octets as ISO-8859-1; UTF-8 passes through it and is put together again afterwards
        var bytes = ContentUtil.encode(StandardCharsets.UTF_8, field);
        var body = RawFieldParser.DEFAULT.parseRawBody(bytes, new ParserCursor(0, bytes.length()));
        var parameters = new LinkedHashMap<String, String>();
        var pieces = new LinkedHashMap<String, Pieces>();
        for (var parameter : body.getParams()) {
            var name = text(parameter.getName()).toLowerCase(Locale.ROOT);
            var piece = PIECE.matcher(name);
            if (piece.matches()) {
                pieces.computeIfAbsent(piece.group(1), _ -> new Pieces())
                        .add(Integer.parseInt(piece.group(2)), !piece.group(3).isEmpty(), text(parameter.getValue()));
                // Holds the place in the order
                parameters.putIfAbsent(piece.group(1), "");
            } else if (!name.isEmpty()) {
                parameters.putIfAbsent(name, text(parameter.getValue()));
            }
        }
        return new ParameterizedValue(
                text(body.getValue()).strip(), pieces.isEmpty() ? unmodifiable(parameters) : join(parameters, pieces));
    }

    private static Map<String, String> join(Map<String, String> parameters, Map<String, Pieces> pieces) {
        var joined = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            var cut = pieces.get(name);
            if (cut == null || !value.isEmpty()) {
                joined.put(name, value);
            } else {
                joined.put(cut.encoded() ? name + "*" : name, cut.joined());
            }
        });
        return unmodifiable(joined);
    }

    private static Map<String, String> unmodifiable(Map<String, String> parameters) {
        return Collections.unmodifiableMap(parameters);
    }

    private static String text(@Nullable String octets) {
        return octets == null ? "" : HeaderText.of(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The pieces of one parameter, by number. */
    private static final class Pieces {

        private record Piece(boolean encoded, String value) {}

        private final TreeMap<Integer, Piece> pieces = new TreeMap<>();

        void add(int number, boolean encoded, String value) {
            pieces.putIfAbsent(number, new Piece(encoded, value));
        }

        /** Whether the first piece tells a charset, so that the whole is encoded. */
        boolean encoded() {
            return pieces.firstEntry().getValue().encoded();
        }

        String joined() {
            var joined = new StringBuilder();
            boolean encoded = encoded();
            for (var piece : pieces.values()) {
                joined.append(encoded && !piece.encoded() ? percentEncoded(piece.value()) : piece.value());
            }
            return joined.toString();
        }

        private static String percentEncoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A");
        }
    }
}
