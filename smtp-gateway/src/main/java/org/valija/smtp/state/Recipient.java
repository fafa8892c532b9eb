package org.valija.smtp.state;

import org.valija.smtp.parse.ForwardPath;

/**
 * One that was accepted.
 *
 * @param path as the client wrote it
 * @param address as mailbox-service writes it
 */
public record Recipient(ForwardPath path, String address) {}
