package org.valija.mailbox.api.account;

import org.valija.mailbox.api.Resource;

/**
 * How a user wants to have mail delivered.
 *
 * @param detailMailboxes whether mail for {@code user+detail} goes to the mailbox of that name, where there is one without a
 *     special use; else it goes to INBOX
 */
public record DeliveryPreferences(boolean detailMailboxes) implements Resource {}
