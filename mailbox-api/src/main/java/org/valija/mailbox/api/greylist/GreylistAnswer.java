package org.valija.mailbox.api.greylist;

import java.time.Duration;

/**
 * What to do with an attempt.
 *
 * @param passed whether it is to be taken
 * @param comeBackIn how long until it would be; zero if it is
 */
public record GreylistAnswer(boolean passed, Duration comeBackIn) {}
