package org.valija.mailbox.text;

import java.io.InputStream;

/** The octets of one message. */
@FunctionalInterface
public interface Octets {
    InputStream range(long from, long size);
}
