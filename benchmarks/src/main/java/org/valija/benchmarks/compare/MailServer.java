package org.valija.benchmarks.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server under load, started on free ports of the loopback address; {@link #close} ends what it started. */
interface MailServer extends AutoCloseable {

    /** As in the tables. */
    String name();

    /** Product and version of each part. */
    String version();

    /** What was set otherwise than it comes, for people. */
    String settings();

    /** The port of a protocol; null if it does not speak it. */
    @Nullable
    Integer port(Protocol protocol);

    /** Its processes; those that they started belong to them. */
    List<Long> pids();

    /** How a user is named in RCPT and in logins. */
    default String address(String user) {
        return user + "@load.example";
    }

    @Override
    void close();
}
