package org.valija.mailbox.api.account;

import java.util.List;

/**
 * Accounts to be made at once.
 *
 * @param accounts 1 to 1,000
 */
public record AccountBatch(List<NewAccount> accounts) {}
