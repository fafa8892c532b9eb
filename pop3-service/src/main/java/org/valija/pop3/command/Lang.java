package org.valija.pop3.command;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;

/**
 * LANG chooses the language of what replies say to people; alone, it lists the languages.
 *
 * @param range such as {@code en-GB}, or {@code *} for whatever the server likes; null for the list
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6856.html#section-3">RFC 6856, 3</a>
 */
public record Lang(@Nullable String range) implements Command {

    private static final String DEFAULT = "i-default";
    private static final String ENGLISH = "en";

    static Lang read(Arguments in) {
        return new Lang(in.isEmpty() ? null : in.word());
    }

    /** Both languages are the same words, so nothing has to be remembered. */
    public Reply run() {
        if (range == null) {
            return new Reply.Listing(
                    Reply.ok("language listing follows"), Stream.of(DEFAULT + " English", ENGLISH + " English"));
        }
        var wanted = range.toLowerCase(Locale.ROOT);
        if (wanted.equals("*") || wanted.equals(DEFAULT)) {
            return Reply.ok(DEFAULT + " English it is");
        }
        // Lookup, RFC 4647, 3.4: who wants British English is content with English
        return wanted.equals(ENGLISH) || wanted.startsWith(ENGLISH + "-")
                ? Reply.ok(ENGLISH + " English it is")
                : Reply.err("no such language here");
    }
}
