package org.valija.smtp.judge;

import java.util.List;

/**
 * What is known of a client before it sends a message.
 *
 * @param weight sum of what speaks against it
 * @param findings what that is, for people
 */
public record Standing(Iprev iprev, int weight, List<String> findings) {

    public Standing {
        findings = List.copyOf(findings);
    }
}
