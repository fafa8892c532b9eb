package org.valija.imap.respond;

import java.io.IOException;
import java.io.OutputStream;

/** The way to the client; what is written is collected, and sent when we wait for the client. */
public interface Output {

    /** Writes octets that the wire log may show. */
    void write(byte[] octets) throws IOException;

    /** For the content of messages. */
    OutputStream content();
}
