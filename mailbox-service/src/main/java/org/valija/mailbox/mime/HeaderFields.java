package org.valija.mailbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one header that the store looks at, collected line by line and unfolded: RFC 5322, 2.2.3. */
final class HeaderFields {

    private static final Set<String> OF_MESSAGE = Set.of(
            "date",
            "subject",
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "in-reply-to",
            "message-id",
            "references",
            "delivered-to");
    private static final Set<String> OF_PART = Set.of(
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "content-id",
            "content-description",
            "content-md5",
            "content-language",
            "content-location");

    private final boolean message;
    private final Allowance allowance;
    private final List<Field> fields = new ArrayList<>();
    private @Nullable String name;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();

    /** @param value unfolded, without white space around it; may be empty */
    private record Field(String name, String value) {}

    /** How many octets of header fields may still be kept, of all headers of a message together. */
    static final class Allowance {
        private long left;

        Allowance(long left) {
            this.left = left;
        }

        private int take(int octets) {
            int granted = (int) Math.min(octets, left);
            left -= granted;
            return granted;
        }
    }

    /**
     * @param message whether this is the header of a message, not only of a part
     */
    HeaderFields(boolean message, Allowance allowance) {
        this.message = message;
        this.allowance = allowance;
    }

    /** Takes the next line, its end included. A line that is no field is ignored. */
    void line(byte[] line, int length) {
        int end = length;
        while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
            end--;
        }
        if (end > 0 && (line[0] == ' ' || line[0] == '\t')) {
            if (name != null) {
                value.write(line, 0, allowance.take(end));
            }
            return;
        }
        finish();
        int colon = 0;
        while (colon < end && line[colon] != ':') {
            colon++;
        }
        if (colon < end) {
            var candidate = new String(line, 0, colon, StandardCharsets.ISO_8859_1)
                    .stripTrailing()
                    .toLowerCase(Locale.ROOT);
            if (OF_PART.contains(candidate) || (message && OF_MESSAGE.contains(candidate))) {
                name = candidate;
                value.write(line, colon + 1, allowance.take(end - colon - 1));
            }
        }
    }

    /** Ends the field that was being collected. */
    private void finish() {
        if (name != null) {
            fields.add(new Field(name, HeaderText.of(value.toByteArray()).strip()));
            name = null;
            value.reset();
        }
    }

    /** The value of the first field of a name; null if there is none, or it is empty. */
    @Nullable
    String first(String fieldName) {
        finish();
        for (var field : fields) {
            if (field.name.equals(fieldName) && !field.value.isEmpty()) {
                return field.value;
            }
        }
        return null;
    }

    /** The values of all fields of a name, in their order. */
    List<String> all(String fieldName) {
        finish();
        return fields.stream()
                .filter(field -> field.name.equals(fieldName))
                .map(Field::value)
                .toList();
    }
}
