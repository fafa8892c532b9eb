package org.valija.smtp.outbound.message;

import java.io.IOException;
import java.io.InputStream;

/** The octets of a message in the queue. */
@FunctionalInterface
public interface StoredContent {

    /** From the beginning; the caller closes it. */
    InputStream open() throws IOException;
}
