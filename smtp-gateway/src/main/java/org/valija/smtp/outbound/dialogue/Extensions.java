package org.valija.smtp.outbound.dialogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a server says in its answer to EHLO that it can do.
 *
 * @param parameters by keyword, upper case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.1">RFC 5321, 4.1.1.1</a>
 */
record Extensions(Map<String, List<String>> parameters) {

    /** Of a server that knows HELO only. */
    static final Extensions NONE = new Extensions(Map.of());

    static Extensions of(ServerReply reply) {
        var parameters = new HashMap<String, List<String>>();
        for (var line : reply.lines().subList(1, reply.lines().size())) {
            // Servers older than the RFC write AUTH=PLAIN
            var words = line.strip()
                    .toUpperCase(Locale.ROOT)
                    .replaceFirst("^AUTH=", "AUTH ")
                    .split("[ \t]+");
            parameters.put(words[0], Arrays.asList(words).subList(1, words.length));
        }
        return new Extensions(Map.copyOf(parameters));
    }

    boolean has(String keyword) {
        return parameters.containsKey(keyword);
    }

    /** Whether a keyword comes with a parameter. */
    boolean has(String keyword, String parameter) {
        return parameters.getOrDefault(keyword, List.of()).contains(parameter);
    }

    /** The largest message; empty if not said: RFC 1870, 4. */
    OptionalLong largestMessage() {
        return parameters.getOrDefault("SIZE", List.of()).stream()
                .findFirst()
                .map(Extensions::number)
                .filter(limit -> limit.isPresent() && limit.getAsLong() > 0)
                .orElse(OptionalLong.empty());
    }

    /** {@code RCPTMAX} and {@code MAILMAX}: RFC 9422, 4. */
    OptionalLong limit(String name) {
        return parameters.getOrDefault("LIMITS", List.of()).stream()
                .filter(limit -> limit.startsWith(name + "="))
                .findFirst()
                .map(limit -> number(limit.substring(name.length() + 1)))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
