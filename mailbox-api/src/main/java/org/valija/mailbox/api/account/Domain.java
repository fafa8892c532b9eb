package org.valija.mailbox.api.account;

import java.time.Instant;

/**
 * A domain that mail is received for.
 *
 * @param name lower case, A-labels
 * @param enabled whether mail for it is accepted and its users may log in
 */
public record Domain(String name, boolean enabled, Instant createdAt) {}
