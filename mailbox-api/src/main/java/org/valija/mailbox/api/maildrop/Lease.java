package org.valija.mailbox.api.maildrop;

import java.time.Instant;

/**
 * @param id not to be guessed
 * @param expiresAt when somebody else may open the maildrop, unless it is renewed before
 */
public record Lease(String id, Instant expiresAt) {}
