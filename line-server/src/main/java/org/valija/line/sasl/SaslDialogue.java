package org.valija.line.sasl;

import java.io.IOException;

/** How a protocol asks: SMTP with {@code 334 } and the challenge, IMAP and POP3 with {@code + }. */
@FunctionalInterface
public interface SaslDialogue {

    /**
     * Sends a challenge and waits for the line that answers it. Read it with
     * {@link org.valija.line.LineConnection#readSecretLine} and {@link SaslExchange#MAX_RESPONSE}.
     *
     * @param challenge base64; empty for the empty challenge
     * @return the client's line as it came
     */
    String ask(String challenge) throws IOException;
}
