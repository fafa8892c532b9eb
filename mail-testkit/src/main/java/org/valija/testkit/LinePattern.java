package org.valija.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of the server must look like: literal text with {@code <n>}, {@code <word>} and {@code <any>} in it. */
final class LinePattern {

    private static final Pattern BLANK = Pattern.compile("<(n|word|any)(?::([A-Za-z]\\w*))?>");
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]\\w*)}");

    private final Pattern regex;
    private final List<String> names = new ArrayList<>();

    /**
     * @param text the line as the transcript writes it
     * @param captured what the names in braces stand for
     */
    LinePattern(String text, Map<String, String> captured) {
        var regex = new StringBuilder();
        var blank = BLANK.matcher(text);
        int from = 0;
        while (blank.find()) {
            regex.append(literal(text.substring(from, blank.start()), captured));
            regex.append('(').append(regexOf(blank.group(1))).append(')');
            names.add(blank.group(2) == null ? "" : blank.group(2));
            from = blank.end();
        }
        regex.append(literal(text.substring(from), captured));
        this.regex = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** What the named blanks took if the line matches, else nothing. */
    Optional<Map<String, String>> match(String line) {
        Matcher matcher = regex.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var taken = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                taken.put(names.get(i), matcher.group(i + 1));
            }
        }
        return Optional.of(taken);
    }

    /** Puts captured text in the place of its name; a name that nothing was captured under stays as it is. */
    static String fill(String text, Map<String, String> captured) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(captured.getOrDefault(name.group(1), name.group())));
    }

    private static String literal(String text, Map<String, String> captured) {
        // Written as the octets would be shown, since that is what the line is compared as
        return Pattern.quote(Octets.show(Octets.of(fill(text, captured))));
    }

    private static String regexOf(String blank) {
        return switch (blank) {
            case "n" -> "[0-9]+";
            case "word" -> "[^ ]+";
            default -> ".*";
        };
    }
}
