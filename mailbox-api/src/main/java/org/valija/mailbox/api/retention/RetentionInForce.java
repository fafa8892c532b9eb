package org.valija.mailbox.api.retention;

/**
 * @param own what has been set for this account or domain itself
 * @param trashDays what comes of it: 0 for ever
 * @param junkDays what comes of it: 0 for ever
 */
public record RetentionInForce(Retention own, int trashDays, int junkDays) {}
