package org.valija.mailbox.api.account;

/**
 * A client's proof that it knows the password. The protocol service has compared {@code channel-binding} with the
 * {@code gs2-header} and the channel of its connection; everything else is checked by mailbox-service.
 *
 * @param clientFirstMessageBare as the challenge was asked for with it
 * @param clientFinalMessage {@code channel-binding "," nonce ["," extensions] "," proof}: RFC 5802, 7
 * @param protocol {@code smtp}, {@code pop3} or {@code imap}
 * @param clientAddress IP address of the user's client, for throttling and the log
 */
public record ScramProof(
        String clientFirstMessageBare, String clientFinalMessage, String protocol, String clientAddress) {

    /** The proof never shows in a log: it is as good as a login until its challenge expires. */
    @Override
    public String toString() {
        return "ScramProof[protocol=" + protocol + ", clientAddress=" + clientAddress + "]";
    }
}
