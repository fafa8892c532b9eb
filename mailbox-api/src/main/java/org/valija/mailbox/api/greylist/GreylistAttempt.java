package org.valija.mailbox.api.greylist;

import java.time.Duration;

/**
 * An attempt to deliver.
 *
 * @param network of the client: its address with the last part left out, as large senders come from many
 * @param reversePath as MAIL names it; empty for the null one
 * @param recipient as the store writes it
 * @param delay how long an unknown sender has to stay away before it is taken; not negative
 */
public record GreylistAttempt(String network, String reversePath, String recipient, Duration delay) {}
