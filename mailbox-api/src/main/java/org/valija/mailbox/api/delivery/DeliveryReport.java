package org.valija.mailbox.api.delivery;

import java.util.List;

/**
 * @param recipients one answer each, in the order of the envelope
 */
public record DeliveryReport(List<RecipientReport> recipients) {}
