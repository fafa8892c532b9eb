package org.valija.smtp.data;

import java.io.IOException;
import java.io.Serial;

/** A message that is not taken, whoever it is for. Nothing of it has been stored. */
public final class RefusedContentException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Fault {
        TOO_LARGE,
        HEADER_TOO_LARGE,
        TOO_MANY_FIELDS,
        /** An address in From or Sender that is not the user's who sends it. */
        NOT_YOUR_ADDRESS,
        LINE_TOO_LONG,
        /** A CR or LF that is not part of a CRLF: what other servers take for an end of line or of the message. */
        BARE_LINE_END,
        /** So many trace fields that it must be going in circles: RFC 5321, 6.3. */
        LOOP,
        /** It was judged, and is not wanted. */
        JUDGED,
        /** It can't be judged now. */
        NOT_JUDGED
    }

    private final Fault fault;
    private final String reason;

    RefusedContentException(Fault fault) {
        this(fault, "");
    }

    /** @param reason for the client; visible US-ASCII */
    RefusedContentException(Fault fault, String reason) {
        super(fault.name());
        this.fault = fault;
        this.reason = reason;
    }

    /** Why it was refused, where that depends on more than the fault; else empty. */
    public String reason() {
        return reason;
    }

    public Fault fault() {
        return fault;
    }
}
