package org.valija.smtp.outbound.dialogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param code three digits: RFC 5321, 4.2
 * @param lines each line's text behind the code, free of controls; at least one
 */
public record ServerReply(int code, List<String> lines) implements Answer {

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

    public ServerReply {
        lines = List.copyOf(lines);
    }

    /** Whether the command was done: 2yz. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Whether the server waits for more: 3yz. */
    public boolean isIntermediate() {
        return code / 100 == 3;
    }

    /** Whether the server closes the connection with it: RFC 5321, 3.8. */
    public boolean isClosing() {
        return code == 421;
    }

    /** Whether there were too many recipients at once, so that the rest has to come again: RFC 5321, 4.5.3.1.10. */
    public boolean isTooManyRecipients() {
        return code == 452 && !status().startsWith("4.2") || code == 552 && status().equals("5.5.3");
    }

    /** The one in the text, where it goes with the code (RFC 2034); else what the code alone says. */
    @Override
    public String status() {
        var status = STATUS.matcher(lines.getFirst());
        int kind = isIntermediate() ? 2 : code / 100;
        return status.matches() && status.group(1).charAt(0) - '0' == kind ? status.group(1) : kind + ".0.0";
    }

    /** Code and text. */
    @Override
    public String text() {
        return code + " " + String.join(" ", lines);
    }
}
