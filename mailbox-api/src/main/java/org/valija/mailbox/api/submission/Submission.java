package org.valija.mailbox.api.submission;

import org.valija.mailbox.api.AccountId;

/**
 * A message that a user is about to send.
 *
 * @param account whose it is
 * @param recipients how many it is for; at least 1
 */
public record Submission(AccountId account, int recipients) {}
