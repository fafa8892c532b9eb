package org.valija.line;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what goes over the wire at debug level, as {@code C:} and {@code S:} lines to paste into a test. The logger is
 * {@code org.valija.line.wire.} and the listener's name. A connection may be logged whatever the level is, then at info.
 */
final class WireLog {

    /** Characters of a line that are shown: what is longer holds a message, or lists thousands of them. */
    private static final int SHOWN = 1_000;

    private final Logger log;
    private final UnaryOperator<String> withoutSecrets;
    private final BooleanSupplier wanted;

    WireLog(String name, UnaryOperator<String> withoutSecrets) {
        this(LoggerFactory.getLogger("org.valija.line.wire." + name), withoutSecrets, () -> false);
    }

    private WireLog(Logger log, UnaryOperator<String> withoutSecrets, BooleanSupplier wanted) {
        this.log = log;
        this.withoutSecrets = withoutSecrets;
        this.wanted = wanted;
    }

    /** The same, which logs at info while a condition holds. */
    WireLog whenever(BooleanSupplier condition) {
        return new WireLog(log, withoutSecrets, condition);
    }

    void client(Line line) {
        if (isShown()) {
            show("C: ", printable(withoutSecrets.apply(line.latin1())));
        }
    }

    void secret() {
        if (isShown()) {
            show("C: ", "<secret>");
        }
    }

    void body(String what) {
        if (isShown()) {
            show("C: ", "<" + what + ">");
        }
    }

    void server(byte[] octets) {
        if (isShown()) {
            for (var line : new String(octets, StandardCharsets.ISO_8859_1).split("\r\n")) {
                show("S: ", printable(line));
            }
        }
    }

    void event(String what) {
        if (isShown()) {
            show("-- ", what);
        }
    }

    private boolean isShown() {
        return log.isDebugEnabled() || wanted.getAsBoolean();
    }

    private void show(String side, String text) {
        if (log.isDebugEnabled()) {
            log.debug("{}{}", side, text);
        } else {
            log.info("{}{}", side, text);
        }
    }

    /** So that no client writes lines of its own into the log. */
    private static String printable(String text) {
        int shown = Math.min(SHOWN, text.length());
        var printable = new StringBuilder(shown);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                printable.append("\\x").append(String.format("%02x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return shown == text.length()
                ? printable.toString()
                : printable
                        .append(" <")
                        .append(text.length() - shown)
                        .append(" more>")
                        .toString();
    }
}
