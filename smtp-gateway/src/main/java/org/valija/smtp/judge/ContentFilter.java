package org.valija.smtp.judge;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where scanners of content are plugged in: each bean of this type sees each message that is judged, header and body, as
 * it comes.
 */
public interface ContentFilter {

    /**
     * Begins with a message.
     *
     * @param traceId by which logs and events name it
     */
    Scan begin(String traceId);

    /** One message on its way through a filter. */
    interface Scan {

        /** Takes the message as it comes; closed at its end. */
        OutputStream message();

        /**
         * Once the message is whole.
         *
         * @return added to what else is known against the message: 0 for nothing, negative for what speaks for it
         * @throws IOException if the filter is away; the message is then put off
         */
        int finish() throws IOException;
    }
}
