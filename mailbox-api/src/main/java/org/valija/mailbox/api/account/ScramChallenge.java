package org.valija.mailbox.api.account;

/**
 * What a client has to answer. An address that nobody has gets one as well, and always the same salt.
 *
 * @param serverFirstMessage {@code nonce "," salt "," iteration-count}, to be sent as it is: RFC 5802, 7
 */
public record ScramChallenge(String serverFirstMessage) {}
