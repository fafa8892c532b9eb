package org.valija.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A connection to a line protocol, with nothing between the test and the octets. Used by one thread; whoever connects
 * closes it. I/O errors are {@link UncheckedIOException}s; a read that waits longer than the timeout has a {@link
 * SocketTimeoutException} as cause, one after the server's end of stream an {@link EOFException}.
 */
public final class LineClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private byte[] buffer = new byte[8192];
    private int start;
    private int end;

    private LineClient(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects to a port of this machine. */
    public static LineClient connect(int port) {
        return connect("127.0.0.1", port);
    }

    /** Connects, in plaintext. */
    public static LineClient connect(String host, int port) {
        try {
            return new LineClient(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + host + ":" + port, e);
        }
    }

    /** Sets how long one read waits for the next octets; 10 seconds if never called. */
    public LineClient timeout(Duration timeout) {
        try {
            socket.setSoTimeout((int) timeout.toMillis());
            return this;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line, CRLF added; what {@link Octets} escapes is sent as the octet meant. */
    public void send(String line) {
        send(Octets.of(line + "\r\n"));
    }

    /** Sends octets as they are. */
    public void send(byte[] octets) {
        send(octets, 0, octets.length);
    }

    /** Sends some of the octets as they are. */
    public void send(byte[] octets, int offset, int length) {
        try {
            out.write(octets, offset, length);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line, its CRLF cut off, as {@link Octets#show} writes it. A bare CR or LF does not end a line. */
    public String readLine() {
        return Octets.show(readLineOctets());
    }

    /** The next line's octets, its CRLF cut off. */
    public byte[] readLineOctets() {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i + 1 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, start, i);
                    start = i + 2;
                    return line;
                }
            }
            scanned = Math.max(0, end - start - 1);
            fill();
        }
    }

    /** The next octets, exactly so many. */
    public byte[] read(int count) {
        while (end - start < count) {
            fill();
        }
        byte[] octets = Arrays.copyOfRange(buffer, start, start + count);
        start += count;
        return octets;
    }

    /** All octets up to the server's close. */
    public byte[] readToClose() {
        var all = new ByteArrayOutputStream();
        do {
            all.write(buffer, start, end - start);
            start = end;
        } while (filled());
        return all.toByteArray();
    }

    /** Whether the server closes, waiting up to the timeout; octets that arrive instead stay readable. */
    public boolean closesNow() {
        return start == end && !filled();
    }

    /** What has been received and not been read, possibly half a line. */
    public byte[] unread() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** Ends our half of the connection; the server can still answer. */
    public void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Shakes hands for TLS, trusting any certificate. To be called at once for implicit TLS, else after the server's
     * go-ahead.
     *
     * @throws IllegalStateException if the server sent more plaintext than its go-ahead
     */
    public LineClient startTls() {
        if (start != end) {
            throw new IllegalStateException("plaintext before the TLS handshake: " + Octets.show(unread()));
        }
        try {
            var secured =
                    (SSLSocket) AnyCertificate.context().getSocketFactory().createSocket(socket, host, port, true);
            secured.startHandshake();
            socket = secured;
            in = secured.getInputStream();
            out = secured.getOutputStream();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("TLS handshake failed", e);
        }
    }

    /**
     * Compresses both ways from here on, as RFC 1951 says. To be called after the server's go-ahead.
     *
     * @throws IllegalStateException if the server sent more than its go-ahead
     */
    public LineClient deflate() {
        if (start != end) {
            throw new IllegalStateException("not compressed: " + Octets.show(unread()));
        }
        in = new InflaterInputStream(in, new Inflater(true));
        out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
        return this;
    }

    /** Vanishes: the server sees a reset instead of an orderly end. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The socket in use, for what is not offered here. */
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() {
        if (!filled()) {
            throw new UncheckedIOException(new EOFException("the server closed the connection"));
        }
    }

    /** Waits for more octets; false at the end of the stream, however impolite it was. */
    private boolean filled() {
        try {
            makeRoom();
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                return false;
            }
            end += count;
            return true;
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (SSLException | SocketException reset) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeRoom() {
        if (end < buffer.length) {
            return;
        }
        int length = end - start;
        byte[] target = length > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, length);
        buffer = target;
        start = 0;
        end = length;
    }
}
