package org.valija.line.proxy;

import java.io.IOException;

/** A trusted proxy sent something else than a PROXY header. There is nobody to answer: the connection is closed. */
public final class ProxyProtocolException extends IOException {

    ProxyProtocolException(String message) {
        super(message);
    }
}
