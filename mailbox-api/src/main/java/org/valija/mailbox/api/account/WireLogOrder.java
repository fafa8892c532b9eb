package org.valija.mailbox.api.account;

/**
 * @param minutes from now on, 1 to 1,440
 */
public record WireLogOrder(int minutes) {}
