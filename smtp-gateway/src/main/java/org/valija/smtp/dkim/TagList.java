package org.valija.smtp.dkim;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code tag-list = tag-spec *( ";" tag-spec ) [ ";" ]}: signatures and key records are written so.
 *
 * @param tags values by name; without white space around them, and unfolded
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.2">RFC 6376, 3.2</a>
 */
public record TagList(Map<String, String> tags) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** Octets above ASCII are part of UTF-8: <a href="https://www.rfc-editor.org/rfc/rfc8616.html#section-5">RFC 8616, 5</a>. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\uffff]*+");

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t]+");

    private static final long LARGEST = 999_999_999_999_999_999L;

    public TagList {
        tags = Map.copyOf(tags);
    }

    public static TagList read(String text) throws DkimSyntaxException {
        var tags = new HashMap<String, String>();
        var specs = text.replace("\r\n", "").split(";", -1);
        int last = specs[specs.length - 1].isBlank() ? specs.length - 1 : specs.length;
        for (int i = 0; i < last; i++) {
            var tag = specs[i].split("=", 2);
            var name = tag[0].strip();
            if (tag.length < 2
                    || !NAME.matcher(name).matches()
                    || !VALUE.matcher(tag[1]).matches()) {
                throw new DkimSyntaxException("no list of tags");
            }
            // A name that stands there twice makes the whole list invalid
            if (tags.put(name, tag[1].strip()) != null) {
                throw new DkimSyntaxException(name + "= is there twice");
            }
        }
        return new TagList(tags);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    public String require(String name) throws DkimSyntaxException {
        return find(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new DkimSyntaxException("no " + name + "="));
    }

    /** Octets written in base64, with white space anywhere. */
    public byte[] octets(String name) throws DkimSyntaxException {
        try {
            return Base64.getDecoder().decode(WHITE_SPACE.matcher(require(name)).replaceAll(""));
        } catch (IllegalArgumentException _) {
            throw new DkimSyntaxException(name + "= is no base64");
        }
    }

    /** A number without sign; 10^18 - 1 stands for all that are larger. */
    public Optional<Long> number(String name) throws DkimSyntaxException {
        var value = tags.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[0-9]{1,76}")) {
            throw new DkimSyntaxException(name + "= is no number");
        }
        return Optional.of(value.length() > 18 ? LARGEST : Long.parseLong(value));
    }

    /** What stands between colons; empty if the tag is not there. */
    public List<String> list(String name) {
        return find(name).stream()
                .flatMap(value -> Arrays.stream(value.split(":")))
                .map(String::strip)
                .toList();
    }
}
