package org.valija.imap.session;

import java.io.IOException;
import java.io.OutputStream;
import org.valija.imap.respond.Output;
import org.valija.line.LineConnection;

/** What goes to the client of one connection. */
record ConnectionOutput(LineConnection connection) implements Output {

    @Override
    public void write(byte[] octets) throws IOException {
        connection.write(octets);
    }

    @Override
    public OutputStream content() {
        return connection.out();
    }
}
