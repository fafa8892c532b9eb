package org.valija.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A reply as a client reads it: RFC 5321, 4.2.
 *
 * @param code three digits
 * @param lines each line's text after the code; at least one
 */
public record SmtpReply(int code, List<String> lines) {

    public SmtpReply {
        lines = List.copyOf(lines);
    }

    /** Reads all lines of one reply. */
    static SmtpReply read(LineClient client) {
        var lines = new ArrayList<String>();
        while (true) {
            String line = client.readLine();
            if (!line.matches("[2-5][0-9]{2}([ -].*)?")) {
                throw new AssertionError("not an SMTP reply: " + line);
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    @Override
    public String toString() {
        return code + " " + String.join(" / ", lines);
    }
}
