package org.valija.mailbox.api.livesession;

import java.time.Instant;
import java.util.List;
import org.valija.mailbox.api.AccountId;

/**
 * What has changed at one process of a protocol service since its last report.
 *
 * @param whole whether {@code opened} are all sessions of this process, and not only new ones
 * @param closed ids of sessions that have ended
 */
public record LiveSessionReport(boolean whole, List<Opened> opened, List<String> closed) {

    /**
     * A session that has begun.
     *
     * @param id 1 to 100 characters, unique among all processes
     * @param clientAddress IP address of the user's client
     */
    public record Opened(String id, AccountId account, String clientAddress, Instant since) {}
}
