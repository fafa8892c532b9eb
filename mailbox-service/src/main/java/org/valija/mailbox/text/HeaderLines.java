package org.valija.mailbox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.valija.mailbox.mime.Casemap;
import org.valija.mailbox.mime.HeaderText;

/**
 * The fields of a header, unfolded and decoded, to be looked through.
 *
 * @param fields in their order
 */
public record HeaderLines(List<Field> fields) {

    /**
     * @param name folded; empty for a line that is no field, but may be all that there is of a message
     * @param value folded
     */
    public record Field(String name, String value) {

        /** As it stands in the index. */
        @Override
        public String toString() {
            return name.isEmpty() ? value : name + ": " + value;
        }
    }

    public static HeaderLines of(byte[] header) {
        var fields = new ArrayList<Field>();
        var unfolded = HeaderText.of(header).replaceAll("\r?\n(?=[ \t]+\\S)", "");
        for (var line : unfolded.split("\r?\n")) {
            int colon = Math.max(0, line.indexOf(':'));
            var name = line.substring(0, colon).strip();
            var value = HeaderText.decoded(
                    line.substring(colon == 0 ? 0 : colon + 1).strip());
            if (!line.isBlank()) {
                fields.add(new Field(Casemap.fold(name), Casemap.fold(String.valueOf(value))));
            }
        }
        return new HeaderLines(fields);
    }

    /**
     * Whether a field of that name contains it.
     *
     * @param name folded
     * @param needle folded
     */
    public boolean contains(String name, String needle) {
        return fields.stream().anyMatch(field -> field.name.equals(name) && field.value.contains(needle));
    }

    /** Whether any field contains it, its name and colon included. */
    public boolean contains(String needle) {
        return fields.stream().anyMatch(field -> field.toString().contains(needle));
    }

    /** A line for each field. */
    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining("\n"));
    }
}
