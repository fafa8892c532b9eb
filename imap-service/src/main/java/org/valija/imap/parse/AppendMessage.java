package org.valija.imap.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Flags;

/**
 * A message of APPEND or REPLACE as far as it is written before its octets.
 *
 * @param internalDate null for now
 * @param literal not read yet
 * @param utf8 whether the client says that its header may be in UTF-8: RFC 6855, 4
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3502.html#section-6.3.11">RFC 3502, 6.3.11</a>
 */
public record AppendMessage(Flags flags, @Nullable Instant internalDate, Literal literal, boolean utf8) {

    /** {@code append-message = append-opts SP append-data}, {@code append-opts = [SP flag-list] [SP date-time]} */
    public static AppendMessage read(Arguments in) {
        in.sp();
        var flags = Flags.NONE;
        if (in.peek() == '(') {
            flags = in.flagList();
            in.sp();
        }
        Instant internalDate = null;
        if (in.peek() == '"') {
            internalDate = Dates.dateTime(in);
            in.sp();
        }
        boolean utf8 = Character.isLetter(in.peek());
        if (utf8) {
            if (!in.word().equals("UTF8")) {
                throw new SyntaxException("Expected a literal");
            }
            in.sp().expect('(');
        }
        return new AppendMessage(flags, internalDate, in.messageHead(), utf8);
    }

    /** What follows the octets: the end of the command, or another message. */
    public void endOfData(Arguments in) {
        if (utf8) {
            in.expect(')');
        }
    }
}
