package org.valija.benchmarks.compare;

import java.util.List;

/**
 * One load that all servers are put under.
 *
 * @param name as in the tables
 * @param unit of the figure
 * @param figure the field of a result that counts
 * @param better whether more or less of it is better
 * @param aim how many times as good as the peer we want to be
 * @param load arguments of the generator
 * @param warmUp operations that are run before, as a load of their own
 */
record Contest(
        Protocol protocol,
        String name,
        String unit,
        Figure figure,
        Better better,
        double aim,
        List<String> load,
        int warmUp) {

    /** What is compared. */
    enum Figure {
        /** Operations a second. */
        PER_SECOND,
        /** Items a second. */
        ITEMS_PER_SECOND,
        /** Messages a second that are in their mailboxes, from the first connection until IMAP shows all. */
        DELIVERED_PER_SECOND,
        /** Milliseconds that 99 percent of the operations do not exceed. */
        P99,
        /** Milliseconds of one operation, the median. */
        P50
    }

    enum Better {
        MORE,
        LESS
    }

    /** How many times as good the first is. */
    double ratio(double ours, double peer) {
        return better == Better.MORE ? ours / peer : peer / ours;
    }
}
