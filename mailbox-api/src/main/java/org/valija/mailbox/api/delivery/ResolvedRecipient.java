package org.valija.mailbox.api.delivery;

/**
 * @param address as the store writes it
 * @param local false if its domain is not one of ours, so that mail for it would have to be relayed
 */
public record ResolvedRecipient(String address, boolean local) {}
