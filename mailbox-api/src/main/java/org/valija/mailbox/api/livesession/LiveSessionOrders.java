package org.valija.mailbox.api.livesession;

import java.util.List;

/**
 * What a process of a protocol service is to do.
 *
 * @param resend whether its next report has to be whole: what it reported before has been forgotten
 * @param disconnect ids of its sessions that an administrator wants to end
 */
public record LiveSessionOrders(boolean resend, List<String> disconnect) {}
