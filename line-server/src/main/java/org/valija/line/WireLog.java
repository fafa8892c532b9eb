package org.valija.line;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what goes over the wire at debug level, as {@code C:} and {@code S:} lines to paste into a test. The logger is
 * {@code org.valija.line.wire.} and the listener's name.
 */
final class WireLog {

    private final Logger log;
    private final UnaryOperator<String> withoutSecrets;

    WireLog(String name, UnaryOperator<String> withoutSecrets) {
        this.log = LoggerFactory.getLogger("org.valija.line.wire." + name);
        this.withoutSecrets = withoutSecrets;
    }

    void client(Line line) {
        if (log.isDebugEnabled()) {
            log.debug("C: {}", printable(withoutSecrets.apply(line.latin1())));
        }
    }

    void secret() {
        log.debug("C: <secret>");
    }

    void body(String what) {
        log.debug("C: <{}>", what);
    }

    void server(byte[] octets) {
        if (log.isDebugEnabled()) {
            for (var line : new String(octets, StandardCharsets.ISO_8859_1).split("\r\n")) {
                log.debug("S: {}", printable(line));
            }
        }
    }

    void event(String what) {
        log.debug("-- {}", what);
    }

    /** So that no client writes lines of its own into the log. */
    private static String printable(String text) {
        var printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                printable.append("\\x").append(String.format("%02x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
