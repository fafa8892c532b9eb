package org.valija.mailbox.api.account;

/**
 * What the right proof gets.
 *
 * @param serverFinalMessage {@code verifier}: proves to the client that the server knows the password's verifier, to be sent
 *     as it is (RFC 5802, 7)
 */
public record ScramSession(UserSession session, String serverFinalMessage) {}
