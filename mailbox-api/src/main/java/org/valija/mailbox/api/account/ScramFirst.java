package org.valija.mailbox.api.account;

/**
 * What a client begins SCRAM-SHA-256 with, as a protocol service passes it on. The service keeps to itself what belongs to
 * its connection: the {@code gs2-header} that stands before this message, and the channel that it binds to.
 *
 * @param clientFirstMessageBare {@code [reserved-mext ","] username "," nonce ["," extensions]}: RFC 5802, 7
 * @param protocol {@code smtp}, {@code pop3} or {@code imap}
 * @param clientAddress IP address of the user's client, for throttling and the log
 */
public record ScramFirst(String clientFirstMessageBare, String protocol, String clientAddress) {}
