package org.valija.imap.respond;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.valija.imap.parse.FlagList;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SystemFlag;

/** {@code flag-list} as responses have it: RFC 3501, 9. */
public final class FlagsText {

    private FlagsText() {}

    /** The flags of a message, in parentheses. */
    public static String of(Flags flags, boolean recent) {
        return list(Stream.of(
                        Arrays.stream(SystemFlag.values()).filter(flags::has).map(FlagList::written),
                        recent ? Stream.of("\\Recent") : Stream.<String>empty(),
                        flags.keywords().stream())
                .flatMap(flag -> flag));
    }

    /** All flags that messages of a mailbox can have. */
    public static String defined(List<String> keywords) {
        return list(Stream.concat(system(), keywords.stream()));
    }

    /** The flags that a client can change for good; {@code \*} means that it may invent more. */
    public static String permanent(List<String> keywords) {
        return list(Stream.of(system(), keywords.stream(), Stream.of("\\*")).flatMap(flag -> flag));
    }

    private static Stream<String> system() {
        return Arrays.stream(SystemFlag.values()).map(FlagList::written);
    }

    private static String list(Stream<String> flags) {
        return flags.collect(joining(" ", "(", ")"));
    }
}
