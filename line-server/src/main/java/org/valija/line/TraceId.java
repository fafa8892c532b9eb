package org.valija.line;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/**
 * Names all that one connection, or one message of it, leads to, in the logs of all services: 32 hexadecimal digits, as in
 * W3C Trace Context. In the MDC as {@code traceId}.
 */
public final class TraceId {

    private static final String KEY = "traceId";
    private static final int OCTETS = 16;

    private TraceId() {}

    /** Gives the current thread a trace of its own until it is closed, whatever {@link #next} puts in its place. */
    static MDC.MDCCloseable begin() {
        return MDC.putCloseable(KEY, random());
    }

    /** Begins a new trace on the current thread. */
    public static String next() {
        var id = random();
        MDC.put(KEY, id);
        return id;
    }

    /**
     * The trace that the current thread is in.
     *
     * @throws IllegalStateException if it serves no connection
     */
    public static String current() {
        var id = MDC.get(KEY);
        if (id == null) {
            throw new IllegalStateException("no trace was begun on this thread");
        }
        return id;
    }

    private static String random() {
        var octets = new byte[OCTETS];
        ThreadLocalRandom.current().nextBytes(octets);
        // All zero means none
        octets[0] |= 1;
        return HexFormat.of().formatHex(octets);
    }
}
