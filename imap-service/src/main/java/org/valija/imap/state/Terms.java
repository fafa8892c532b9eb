package org.valija.imap.state;

import java.time.Duration;

/**
 * What the settings say about commands.
 *
 * @param appendLimit octets of a message that APPEND takes, at least 1
 * @param autologout how long a client may be idle once logged in
 * @param stillHere how often IDLE shows a sign of life, so that no router in between forgets the connection
 */
public record Terms(long appendLimit, Duration autologout, Duration stillHere) {}
