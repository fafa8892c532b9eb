package org.valija.line.sasl;

/**
 * Says whether what a client claims is true. A protocol implements it over whatever knows its users; what it throws where
 * the claim is false goes through the mechanism to the protocol.
 *
 * @param <S> what a user gets who is who they say
 */
public interface Authenticator<S> {

    /** Checks a password. */
    S password(Credentials credentials);

    /**
     * Begins SCRAM: which salt and iteration count the client is to prove its password with.
     *
     * @param clientFirstMessageBare as the client sent it, without the gs2-header
     * @return server-first-message
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-7">RFC 5802, 7</a>
     */
    String challenge(String clientFirstMessageBare);

    /**
     * Ends SCRAM: checks nonce and proof.
     *
     * @param clientFinalMessage as the client sent it; its channel binding has been checked
     */
    Proven<S> prove(String clientFirstMessageBare, String clientFinalMessage);

    /**
     * A user who has proved the password, without having sent it.
     *
     * @param serverFinalMessage proves in turn that the server knows what the password was checked against
     */
    record Proven<S>(S session, String serverFinalMessage) {}
}
