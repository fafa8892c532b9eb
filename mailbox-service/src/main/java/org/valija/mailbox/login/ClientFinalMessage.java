package org.valija.mailbox.login;

import java.util.Base64;
import org.valija.mailbox.api.MailboxException;

/**
 * {@code client-final-message = channel-binding "," nonce ["," extensions] "," proof}.
 *
 * @param nonce the client's and the server's part of it
 * @param withoutProof the message up to the comma before the proof
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-7">RFC 5802, 7</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
record ClientFinalMessage(String nonce, String withoutProof, byte[] proof) {

    private static final String FIELD = "clientFinalMessage";
    /** Room for channel binding data and for extensions. */
    private static final int LONGEST = 8192;

    private static final String PROOF = ",p=";

    /** @throws MailboxException.Invalid if it is no such message */
    static ClientFinalMessage read(String text) {
        int proof = text.lastIndexOf(PROOF);
        if (text.length() > LONGEST || proof < 0) {
            throw invalid("too long, or without a proof at its end");
        }
        var withoutProof = text.substring(0, proof);
        var attributes = withoutProof.split(",", -1);
        if (attributes.length < 2 || !attributes[0].startsWith("c=") || !attributes[1].startsWith("r=")) {
            throw invalid("not a channel binding and a nonce");
        }
        try {
            var octets = Base64.getDecoder().decode(text.substring(proof + PROOF.length()));
            return new ClientFinalMessage(attributes[1].substring(2), withoutProof, octets);
        } catch (IllegalArgumentException _) {
            throw invalid("the proof is not base64");
        }
    }

    private static MailboxException invalid(String what) {
        return new MailboxException.Invalid(FIELD, "not a SCRAM client's final message: " + what);
    }
}
