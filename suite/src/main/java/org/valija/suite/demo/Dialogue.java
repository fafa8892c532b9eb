package org.valija.suite.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client's side of a line protocol, in octets as ISO-8859-1. Lines have no CRLF here. */
final class Dialogue implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Socket socket;
    private InputStream in;

    Dialogue(String host, int port) throws IOException {
        socket = new Socket();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** To be called after the server's go-ahead. */
    void startTls(SSLContext trust) throws IOException {
        var secured = (SSLSocket) trust.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    void send(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(octet);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** A line that must begin with some words. */
    String expect(String words) throws IOException {
        var line = line();
        if (!line.startsWith(words)) {
            throw new IOException("the server said \"" + line + "\", not " + words);
        }
        return line;
    }

    byte[] octets(int count) throws IOException {
        var octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the server closed the connection");
        }
        return octets;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
