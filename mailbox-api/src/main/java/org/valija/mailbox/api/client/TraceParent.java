package org.valija.mailbox.api.client;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The trace that the current thread works for, which all services name in their logs: its id is in the MDC, and travels
 * from service to service as W3C Trace Context, which OpenTelemetry speaks.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public final class TraceParent {

    /** The header that carries it. */
    public static final String HEADER = "traceparent";

    /** Its id in the MDC: 32 hexadecimal digits in lower case, not all of them 0. */
    public static final String TRACE_ID = "traceId";

    private static final Pattern ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final int ID_OCTETS = 16;
    private static final int SPAN_OCTETS = 8;

    private TraceParent() {}

    /** The id of a new trace. */
    public static String newTraceId() {
        return random(ID_OCTETS);
    }

    /** The id of the trace that this thread works for; a new one if there is none. */
    public static String traceId() {
        var id = MDC.get(TRACE_ID);
        return id != null && ID.matcher(id).matches() ? id : newTraceId();
    }

    /** The value of the header for a call that this thread makes. */
    public static String header() {
        return "00-" + traceId() + "-" + random(SPAN_OCTETS) + "-01";
    }

    /** Random is good enough: nobody is kept from anything by not knowing it. */
    private static String random(int octets) {
        var random = new byte[octets];
        ThreadLocalRandom.current().nextBytes(random);
        // Not all zero: that means none
        random[0] |= 1;
        return HexFormat.of().formatHex(random);
    }
}
