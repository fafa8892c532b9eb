package org.valija.mailbox.api.outbound;

/**
 * What an order came to.
 *
 * @param recipients it was done with so many of them
 */
public record OutboundOrderReport(long recipients) {}
