package org.valija.mailbox.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.valija.mailbox.mime.HeaderText;

/**
 * The fields of a header, unfolded and decoded, to be looked through.
 *
 * @param fields in their order
 */
record HeaderLines(List<Field> fields) {

    /**
     * @param name in lower case
     * @param value after {@link Needle#fold}
     */
    record Field(String name, String value) {}

    /** A line that is no field counts as one without a name: it may be all that there is of a message. */
    static HeaderLines of(byte[] header) {
        var fields = new ArrayList<Field>();
        var unfolded = HeaderText.of(header).replaceAll("\r?\n(?=[ \t]+\\S)", "");
        for (var line : unfolded.split("\r?\n", -1)) {
            int colon = Math.max(0, line.indexOf(':'));
            var name = line.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
            var value = HeaderText.decoded(
                    line.substring(colon == 0 ? 0 : colon + 1).strip());
            fields.add(new Field(name, Needle.fold(String.valueOf(value))));
        }
        return new HeaderLines(fields);
    }

    /** Whether a field of that name, in lower case, contains it. */
    boolean contains(String name, Needle needle) {
        return fields.stream().anyMatch(field -> field.name.equals(name) && needle.isIn(field.value));
    }

    /** Whether any field contains it, its name and colon included. */
    boolean contains(Needle needle) {
        return fields.stream()
                .anyMatch(field ->
                        needle.isIn(field.name.isEmpty() ? field.value : Needle.fold(field.name) + ": " + field.value));
    }
}
