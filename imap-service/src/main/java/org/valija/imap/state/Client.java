package org.valija.imap.state;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.valija.imap.respond.Capabilities;
import org.valija.line.Awaited;
import org.valija.line.sasl.SaslMechanisms;

/** The client at the other end, as far as commands have to do with it besides answering. */
public interface Client {

    InetAddress address();

    /** What we can do for this client in its present state. */
    Capabilities capabilities(State state);

    /** How the client may prove who it is by AUTHENTICATE. */
    SaslMechanisms mechanisms();

    /** Shakes hands for TLS, after the go-ahead was written; what was sent ahead of it is forgotten. */
    void startTls() throws IOException;

    boolean isCompressed();

    /** Compresses all from here on, after the go-ahead was written. */
    void compress() throws IOException;

    /**
     * Sends a continuation request and reads the line that answers it, which is a secret.
     *
     * @param challenge base64, may be empty
     */
    String ask(String challenge) throws IOException;

    /** Sends what is written and waits for input, or until {@link Watch} has news. */
    Awaited await(Duration atMost) throws IOException;

    /** The next line, one character for each octet. */
    String readLine() throws IOException;

    Watch watch();

    Terms terms();
}
