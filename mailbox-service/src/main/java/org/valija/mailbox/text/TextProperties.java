package org.valija.mailbox.text;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param longest how many characters of a message's text are indexed; 1,000 to 1,000,000. Searches still find what comes
 *     after that, but have to read the message
 */
@ConfigurationProperties("mailbox.text")
public record TextProperties(@DefaultValue("131072") int longest) {

    public TextProperties {
        if (longest < 1_000 || longest > 1_000_000) {
            throw new IllegalArgumentException("mailbox.text.longest is 1,000 to 1,000,000");
        }
    }
}
