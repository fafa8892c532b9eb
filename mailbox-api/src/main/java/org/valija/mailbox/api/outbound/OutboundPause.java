package org.valija.mailbox.api.outbound;

/**
 * @param reason why nothing is to be sent, for other administrators to read; 1 to 200 characters
 */
public record OutboundPause(String reason) {}
