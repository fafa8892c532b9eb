package org.valija.imap.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Client;
import org.valija.imap.state.State;

/**
 * ID tells who we are, and hears who the client is.
 *
 * @param fields what the client says of itself, names in lower case; empty values for NIL
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2971.html#section-3.1">RFC 2971, 3.1</a>
 */
public record Id(Map<String, String> fields) implements CommandAny {

    /** RFC 2971, 3.3. */
    private static final int MAX_FIELDS = 30;

    /** {@code "ID" SP ("(" [string SP nstring *(SP string SP nstring)] ")" / nil)} */
    static Id read(Arguments in) {
        var fields = new LinkedHashMap<String, String>();
        if (!in.sp().skip('(')) {
            if (in.nstring() != null) {
                throw new SyntaxException("Expected a list or NIL");
            }
        } else if (!in.skip(')')) {
            int count = 0;
            do {
                if (++count > MAX_FIELDS) {
                    throw new SyntaxException.Limit("Too many fields");
                }
                var name = in.string().toLowerCase(Locale.ROOT);
                var value = in.sp().nstring();
                fields.put(name, value == null ? "" : value);
            } while (in.skip(' '));
            in.expect(')');
        }
        in.end();
        return new Id(fields);
    }

    @Override
    public State run(State state, Client client, Responses out) throws IOException {
        out.untagged("ID (\"name\" \"Valija\")");
        out.ok("ID completed");
        return state;
    }
}
