package org.valija.pop3.command;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.parse.SyntaxException;

/** All commands, in the order of the RFCs. */
public final class Commands {

    private record Entry(String usage, Function<Arguments, Command> read) {}

    private static final Map<String, Entry> TABLE = Map.ofEntries(
            Map.entry("QUIT", new Entry("QUIT", Quit::read)), // RFC 1939, 4 and 6
            Map.entry("STAT", new Entry("STAT", Stat::read)), // RFC 1939, 5
            Map.entry("LIST", new Entry("LIST [msg]", List::read)), // RFC 1939, 5
            Map.entry("RETR", new Entry("RETR msg", Retr::read)), // RFC 1939, 5
            Map.entry("DELE", new Entry("DELE msg", Dele::read)), // RFC 1939, 5
            Map.entry("NOOP", new Entry("NOOP", Noop::read)), // RFC 1939, 5
            Map.entry("RSET", new Entry("RSET", Rset::read)), // RFC 1939, 5
            Map.entry("TOP", new Entry("TOP msg n", Top::read)), // RFC 1939, 7
            Map.entry("UIDL", new Entry("UIDL [msg]", Uidl::read)), // RFC 1939, 7
            Map.entry("USER", new Entry("USER name", User::read)), // RFC 1939, 7
            Map.entry("PASS", new Entry("PASS string", Pass::read)), // RFC 1939, 7
            Map.entry("CAPA", new Entry("CAPA", Capa::read)), // RFC 2449, 5
            Map.entry("STLS", new Entry("STLS", Stls::read)), // RFC 2595, 4
            Map.entry("AUTH", new Entry("AUTH [mechanism [initial-response]]", Auth::read)), // RFC 5034, 4
            Map.entry("UTF8", new Entry("UTF8", Utf8::read)), // RFC 6856, 2
            Map.entry("LANG", new Entry("LANG [language-range]", Lang::read))); // RFC 6856, 3

    /** {@code sasl-mech}: RFC 4422, 3.1, in any case. */
    private static final Pattern MECHANISM = Pattern.compile("[A-Za-z0-9_-]{1,20}");

    private Commands() {}

    /**
     * Reads a command.
     *
     * @param line without CRLF, one character for each octet
     * @throws SyntaxException if it is none, or its arguments are wrong
     */
    public static Command read(String line) {
        int space = line.indexOf(' ');
        var keyword = space < 0 ? line : line.substring(0, space);
        var entry = TABLE.get(keyword.toUpperCase(Locale.ROOT));
        if (entry == null) {
            throw new SyntaxException("unknown command");
        }
        if (line.indexOf(0) >= 0) {
            throw new SyntaxException("NUL in a command");
        }
        var arguments = new Arguments(entry.usage(), space < 0 ? null : line.substring(space + 1));
        var command = entry.read().apply(arguments);
        arguments.end();
        return command;
    }

    /** The line as a log may show it. */
    public static String withoutSecrets(String line) {
        var words = line.split(" ", 3);
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PASS" -> "PASS ***";
            case "AUTH" -> withoutResponse(words);
            default -> line;
        };
    }

    /** A client that forgot the mechanism's name says its response in the place of it. */
    private static String withoutResponse(String[] words) {
        if (words.length == 1) {
            return words[0];
        }
        var mechanism = MECHANISM.matcher(words[1]).matches() ? words[1] : "***";
        return words[0] + " " + mechanism + (words.length == 2 ? "" : " ***");
    }
}
