package org.valija.smtp.state;

import org.valija.smtp.parse.ForwardPath;
import org.valija.smtp.parse.RcptParameters;

/**
 * One that was accepted.
 *
 * @param path as the client wrote it
 * @param parameters what it said about notices
 * @param address as mailbox-service writes it
 */
public record Recipient(ForwardPath path, RcptParameters parameters, String address) {}
