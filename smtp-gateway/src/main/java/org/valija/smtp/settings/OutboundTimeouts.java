package org.valija.smtp.settings;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long another server may take; all positive. Shorter ones than these defaults make mail fail that would have gone
 * through.
 *
 * @param connect to answer at all, for one address
 * @param tls to shake hands
 * @param greeting for its greeting, and the answer to EHLO
 * @param command to answer MAIL, RCPT and all that has no time of its own
 * @param data to answer DATA
 * @param block to take the next octets of the message
 * @param message to answer to the end of the message
 * @param quit to answer QUIT, which makes no difference
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.5.3.2">RFC 5321, 4.5.3.2</a>
 */
public record OutboundTimeouts(
        @DefaultValue("30s") Duration connect,
        @DefaultValue("1m") Duration tls,
        @DefaultValue("5m") Duration greeting,
        @DefaultValue("5m") Duration command,
        @DefaultValue("2m") Duration data,
        @DefaultValue("3m") Duration block,
        @DefaultValue("10m") Duration message,
        @DefaultValue("5s") Duration quit) {

    public OutboundTimeouts {
        if (Stream.of(connect, tls, greeting, command, data, block, message, quit)
                .anyMatch(timeout -> !timeout.isPositive())) {
            throw new IllegalArgumentException("smtp.outbound.timeouts must be positive");
        }
    }
}
