package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Section.What;

/**
 * {@code section} and {@code partial}: which piece of a message BODY[…] means.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.5.1">RFC 9051, 6.4.5.1</a>
 */
final class SectionSpec {

    /** No message that a person wrote is deeper. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_FIELDS = 1_000;

    private final List<Integer> part = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private What what = What.CONTENT;
    private @Nullable Long offset;
    private @Nullable Long length;

    private SectionSpec() {}

    /** {@code section ["<" number "." nz-number ">"]} */
    static FetchAttribute.Content read(Arguments in, boolean peek) {
        var spec = new SectionSpec();
        in.expect('[');
        spec.section(in);
        in.expect(']');
        spec.partial(in);
        return spec.content("BODY", peek);
    }

    /** {@code section-binary ["<" number "." nz-number ">"]}: RFC 3516, 7 */
    static FetchAttribute.Content readBinary(Arguments in, String name, boolean peek) {
        var spec = new SectionSpec();
        spec.binary(in, What.DECODED);
        spec.partial(in);
        return spec.content(name, peek);
    }

    /** {@code section-binary}, whose size alone is asked for. */
    static FetchAttribute.Content readBinarySize(Arguments in) {
        var spec = new SectionSpec();
        spec.binary(in, What.DECODED_SIZE);
        return spec.content("BINARY.SIZE", true);
    }

    /** {@code section-binary = "[" [section-part] "]"} */
    private void binary(Arguments in, What which) {
        in.expect('[');
        section(in);
        in.expect(']');
        if (what != What.CONTENT) {
            throw new SyntaxException("Only parts are encoded");
        }
        what = which;
    }

    private FetchAttribute.Content content(String item, boolean peek) {
        var section = new Section(List.copyOf(part), what, List.copyOf(fields), offset, length);
        return new FetchAttribute.Content(name(item), section, peek);
    }

    /** {@code section-spec = section-msgtext / (section-part ["." section-text])} */
    private void section(Arguments in) {
        while (Chars.isDigit(in.peek())) {
            long number = in.nzNumber();
            if (number > Integer.MAX_VALUE || part.size() == MAX_DEPTH) {
                throw new SyntaxException("No such part");
            }
            part.add((int) number);
            if (!in.skip('.')) {
                return;
            }
        }
        if (in.peek() == ']' && part.isEmpty()) {
            return;
        }
        text(in);
    }

    /** {@code section-text = section-msgtext / "MIME"} */
    private void text(Arguments in) {
        switch (in.word()) {
            case "HEADER" -> what = What.HEADER;
            case "HEADER.FIELDS" -> fields(in, What.HEADER_FIELDS);
            case "HEADER.FIELDS.NOT" -> fields(in, What.HEADER_FIELDS_NOT);
            case "TEXT" -> what = What.TEXT;
            case "MIME" -> {
                if (part.isEmpty()) {
                    throw new SyntaxException("MIME needs a part");
                }
                what = What.MIME;
            }
            default -> throw new SyntaxException("No such section");
        }
    }

    /** {@code SP header-list}, {@code header-list = "(" header-fld-name *(SP header-fld-name) ")"} */
    private void fields(Arguments in, What which) {
        what = which;
        in.sp().expect('(');
        do {
            if (fields.size() == MAX_FIELDS) {
                throw new SyntaxException.Limit("Too many header fields");
            }
            fields.add(in.astring());
        } while (in.skip(' '));
        in.expect(')');
    }

    /** {@code partial = "<" number64 "." nz-number64 ">"} */
    private void partial(Arguments in) {
        if (!in.skip('<')) {
            return;
        }
        offset = in.number64();
        length = in.expect('.').number64();
        in.expect('>');
        if (length == 0) {
            throw new SyntaxException("Number must not be zero");
        }
    }

    /** The response repeats the section, and of the partial the origin alone: RFC 9051, 7.5.2. */
    private String name(String item) {
        var name = new StringBuilder(item).append('[');
        for (int i = 0; i < part.size(); i++) {
            name.append(i == 0 ? "" : ".").append(part.get(i));
        }
        if (what != What.CONTENT && what != What.DECODED && what != What.DECODED_SIZE) {
            name.append(part.isEmpty() ? "" : ".").append(what.name().replace('_', '.'));
        }
        if (!fields.isEmpty()) {
            name.append(" (")
                    .append(String.join(
                            " ", fields.stream().map(SectionSpec::written).toList()))
                    .append(')');
        }
        name.append(']');
        if (offset != null) {
            name.append('<').append(offset).append('>');
        }
        return name.toString();
    }

    private static String written(String field) {
        if (!field.isEmpty() && field.chars().allMatch(Chars::isAtom)) {
            return field;
        }
        if (!field.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new SyntaxException("No such header field");
        }
        return '"' + field.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
