package org.valija.benchmarks;

import java.util.Locale;

/**
 * What a run measured. Times are of one operation, in microseconds.
 *
 * @param load the generator and what it did
 * @param server host:port
 * @param operations that succeeded
 * @param errors operations that failed
 * @param seconds from the first measured operation's start to the last one's end
 * @param perSecond operations a second
 * @param itemsPerSecond messages, or whatever an operation is about many of, a second
 * @param generatorMicros processor time that the generator itself took for an operation
 */
record LoadResult(
        String load,
        String server,
        int connections,
        long operations,
        long errors,
        double seconds,
        double perSecond,
        double itemsPerSecond,
        double generatorMicros,
        long p50,
        long p90,
        long p99,
        long p999,
        long max) {

    /** For people. */
    String table() {
        return String.format(
                Locale.ROOT,
                """
                %-28s %10s %8s %10s %10s %9s %9s %9s %9s %9s %12s
                %-28s %10d %8d %10.1f %10.1f %9.1f %9.1f %9.1f %9.1f %9.1f %12.1f
                """,
                "load",
                "operations",
                "errors",
                "per second",
                "items/s",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "own us each",
                load,
                operations,
                errors,
                perSecond,
                itemsPerSecond,
                p50 / 1e3,
                p90 / 1e3,
                p99 / 1e3,
                p999 / 1e3,
                max / 1e3,
                generatorMicros);
    }
}
