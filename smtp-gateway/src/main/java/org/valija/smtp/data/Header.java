package org.valija.smtp.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * The fields of a message's header, found in its octets: RFC 5322, 2.2. It ends at the first empty line, or before the
 * first line that is no field.
 *
 * @param octets the header, and perhaps what follows it; nobody may change them
 * @param fields in their order
 * @param end where the header ends: the place of the empty line, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // a header may be large; nobody compares two
public record Header(byte[] octets, List<Field> fields, int end) {

    private static final Pattern FOLD = Pattern.compile("\r\n(?=[ \t])");

    /**
     * One field, with the lines that continue it.
     *
     * @param name lower case
     * @param start of its name
     * @param end behind its CRLF
     */
    public record Field(String name, int start, int end) {}

    /** @param octets that begin with a header, and hold all of it */
    public static Header of(byte[] octets) {
        var fields = new ArrayList<Field>();
        int at = 0;
        while (at < octets.length) {
            int colon = colon(octets, at);
            if (colon < 0) {
                break;
            }
            int end = lineEnd(octets, at);
            while (end < octets.length && (octets[end] == ' ' || octets[end] == '\t')) {
                end = lineEnd(octets, end);
            }
            // Space before the colon is obsolete, and to be accepted: RFC 5322, 4.5
            var name = new String(octets, at, colon - at, StandardCharsets.ISO_8859_1).stripTrailing();
            fields.add(new Field(name.toLowerCase(Locale.ROOT), at, end));
            at = end;
        }
        return new Header(octets, List.copyOf(fields), at);
    }

    /** Where the colon of a field's first line is; -1 if the line is no field. */
    private static int colon(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] > ' ' && octets[at] < 0x7f && octets[at] != ':') {
            at++;
        }
        boolean named = at > from;
        while (at < octets.length && (octets[at] == ' ' || octets[at] == '\t')) {
            at++;
        }
        return named && at < octets.length && octets[at] == ':' ? at : -1;
    }

    private static int lineEnd(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, octets.length);
    }

    /** All fields of a name. @param name lower case */
    public List<Field> named(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).toList();
    }

    /** Each field as it came, without its last CRLF, one character for each octet: signatures are over octets. */
    public List<String> raw() {
        return fields.stream()
                .map(field ->
                        new String(octets, field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1))
                .map(field -> field.endsWith("\r\n") ? field.substring(0, field.length() - 2) : field)
                .toList();
    }

    /** Where the body begins, behind the empty line. */
    public int body() {
        boolean emptyLine = end + 1 < octets.length && octets[end] == '\r' && octets[end + 1] == '\n';
        return emptyLine ? end + 2 : end;
    }

    /** The addresses in a field, without names and comments, those of groups too. */
    public Stream<String> addresses(Field field) {
        // Given text, the parser takes as many octets as that has characters, and misses the end
        var octets = ContentUtil.encode(StandardCharsets.UTF_8, body(field));
        return LenientAddressParser.DEFAULT
                .parseAddressList(octets, new ParserCursor(0, octets.length()))
                .flatten()
                .stream()
                .map(mailbox -> mailbox.getAddress());
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /** What a field says: unfolded (RFC 5322, 2.2.3), without space around it. */
    public String body(Field field) {
        int from = field.start();
        while (octets[from] != ':') {
            from++;
        }
        var text = new String(octets, from + 1, field.end() - from - 1, StandardCharsets.UTF_8);
        return FOLD.matcher(text).replaceAll("").strip();
    }

    /** All octets but those of some fields: the same array if there are none of these. */
    byte[] without(Predicate<Field> dropped) {
        if (fields.stream().noneMatch(dropped)) {
            return octets;
        }
        var kept = new ByteArrayOutputStream(octets.length);
        int from = 0;
        for (var field : fields) {
            if (dropped.test(field)) {
                kept.write(octets, from, field.start() - from);
                from = field.end();
            }
        }
        kept.write(octets, from, octets.length - from);
        return kept.toByteArray();
    }
}
