package org.valija.smtp.command;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;

/** The table of commands, in the order of the RFCs. */
public final class Commands {

    private static final Map<String, Function<Arguments, Command>> TABLE = Map.ofEntries(
            Map.entry("EHLO", Ehlo::read), // RFC 5321, 4.1.1.1
            Map.entry("HELO", Helo::read), // 4.1.1.1
            Map.entry("MAIL", Mail::read), // 4.1.1.2
            Map.entry("RCPT", Rcpt::read), // 4.1.1.3
            Map.entry("DATA", Data::read), // 4.1.1.4
            Map.entry("RSET", Rset::read), // 4.1.1.5
            Map.entry("VRFY", Vrfy::read), // 4.1.1.6
            Map.entry("EXPN", Expn::read), // 4.1.1.7
            Map.entry("HELP", Help::read), // 4.1.1.8
            Map.entry("NOOP", Noop::read), // 4.1.1.9
            Map.entry("QUIT", Quit::read), // 4.1.1.10
            Map.entry("BDAT", Bdat::read), // RFC 3030, 2
            Map.entry("LHLO", Lhlo::read), // RFC 2033, 4.1
            Map.entry("STARTTLS", StartTls::read), // RFC 3207, 4
            Map.entry("AUTH", Auth::read)); // RFC 4954, 4

    private Commands() {}

    /**
     * Reads a command.
     *
     * @param line without CRLF
     */
    public static Command read(String line) {
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new SyntaxException(Fault.COMMAND, "command without control characters");
        }
        // White space before CRLF is to be tolerated: RFC 5321, 4.1.1
        var text = line.stripTrailing();
        int space = text.indexOf(' ');
        var verb = space < 0 ? text : text.substring(0, space);
        var read = TABLE.get(verb.toUpperCase(Locale.ROOT));
        if (read == null) {
            throw new SyntaxException(Fault.COMMAND, "command");
        }
        return read.apply(new Arguments(text.substring(verb.length())));
    }

    /** The line without a password that is in it. */
    public static String withoutSecrets(String line) {
        return Auth.withoutSecrets(line);
    }
}
