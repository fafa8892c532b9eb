package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SystemFlag;

/** Flags as a client writes them: RFC 9051, 2.3.2. */
public final class FlagList {

    private final Set<SystemFlag> system = EnumSet.noneOf(SystemFlag.class);
    private final List<String> keywords = new ArrayList<>();

    private FlagList() {}

    /** {@code flag-list = "(" [flag *(SP flag)] ")"} */
    static Flags read(Arguments in) {
        var flags = new FlagList();
        in.expect('(');
        if (!in.skip(')')) {
            do {
                flags.add(in);
            } while (in.skip(' '));
            in.expect(')');
        }
        return Flags.of(flags.system, flags.keywords);
    }

    /** {@code flag-list / (flag *(SP flag))}, as STORE has it. */
    public static Flags readBare(Arguments in) {
        if (in.peek() == '(') {
            return read(in);
        }
        var flags = new FlagList();
        do {
            flags.add(in);
        } while (in.skip(' '));
        return Flags.of(flags.system, flags.keywords);
    }

    /** {@code flag = "\Answered" / "\Flagged" / "\Deleted" / "\Seen" / "\Draft" / flag-keyword} */
    private void add(Arguments in) {
        if (!in.skip('\\')) {
            var keyword = in.atom();
            if (keywords.stream().noneMatch(keyword::equalsIgnoreCase)) {
                keywords.add(keyword);
            }
            return;
        }
        switch (in.word()) {
            case "ANSWERED" -> system.add(SystemFlag.ANSWERED);
            case "FLAGGED" -> system.add(SystemFlag.FLAGGED);
            case "DELETED" -> system.add(SystemFlag.DELETED);
            case "SEEN" -> system.add(SystemFlag.SEEN);
            case "DRAFT" -> system.add(SystemFlag.DRAFT);
            case "RECENT" -> {
                // Clients that copy flags send it along; it can't be altered: RFC 3501, 2.3.2
            }
            default -> throw new SyntaxException("No such system flag");
        }
    }

    /** The flag as it is written, such as {@code \Seen}. */
    public static String written(SystemFlag flag) {
        var word = flag.word();
        return "\\" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
