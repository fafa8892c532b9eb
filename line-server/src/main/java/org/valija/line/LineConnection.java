package org.valija.line;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.valija.line.proxy.ProxyHeader;
import org.valija.line.tls.Tls;
import org.valija.line.tls.TlsSession;

/**
 * One client. Belongs to the thread that serves it; only {@link #wake}, {@link #stop} and {@link #close} may be
 * called by others.
 *
 * <p>Output is collected, and flushed before a read that has to wait: who answers pipelined commands needs no flush of
 * his own. A client that takes none of it for {@link Limits#write} is disconnected.
 */
public final class LineConnection implements Closeable {

    /** How long a client may go on sending after we closed: its last reply would be lost if we were the first to leave. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final String id;
    private final ClientSocket socket;
    private final Limits limits;
    private final Tls tls;
    private volatile WireLog wire;
    private final Inbound inbound;
    private final LineOutput output;
    private final LineInput input;
    private InetSocketAddress client;
    private InetSocketAddress local;
    private @Nullable SSLSocket encrypted;
    private @Nullable Inflating inflating;
    private @Nullable Deflating deflating;

    LineConnection(String id, ClientSocket socket, Limits limits, Tls tls, WireLog wire) throws IOException {
        this.id = id;
        this.socket = socket;
        this.limits = limits;
        this.tls = tls;
        this.wire = wire;
        this.inbound = new Inbound(socket);
        this.output = new LineOutput(socket.getOutputStream());
        this.input = new LineInput(inbound, output, Duration.ofMinutes(5).toNanos());
        this.client = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Names the connection in logs: listener and a random part, letters and digits and a dash. */
    public String id() {
        return id;
    }

    /** The client's own address, also where a trusted proxy passed the connection on. */
    public InetSocketAddress client() {
        return client;
    }

    /** The address the client connected to. */
    public InetSocketAddress local() {
        return local;
    }

    /** Takes the addresses of a PROXY header, which must be the first thing that comes. */
    void readProxyHeader() throws IOException {
        socket.handshakeWithin(limits.handshake());
        // Takes the header alone: what follows it stays in the buffer, for TLS or the session
        var header = ProxyHeader.read(new LiteralInput(input, Long.MAX_VALUE));
        socket.handshakeDone();
        if (header instanceof ProxyHeader.Proxied proxied) {
            client = proxied.source();
            local = proxied.destination();
        }
    }

    public boolean isTls() {
        return encrypted != null;
    }

    /** Empty until the connection is encrypted. */
    public Optional<TlsSession> tls() {
        return Optional.ofNullable(encrypted).map(ssl -> new TlsSession((ExtendedSSLSession) ssl.getSession()));
    }

    /**
     * Sends what is still to be sent in the clear (the reply to STARTTLS), throws away whatever the client sent ahead,
     * and does the handshake. What the session knew of the client before must be forgotten by the caller.
     *
     * @throws javax.net.ssl.SSLException if the handshake fails; the connection can only be closed
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3207.html#section-4.2">RFC 3207, 4.2</a>
     */
    public void startTls() throws IOException {
        if (encrypted != null) {
            throw new IllegalStateException("already encrypted");
        }
        input.discard();
        output.flush();
        encrypt(InputStream.nullInputStream());
    }

    void implicitTls() throws IOException {
        encrypt(new ByteArrayInputStream(Arrays.copyOfRange(input.buffer, input.position, input.end)));
    }

    private void encrypt(InputStream consumed) throws IOException {
        var ssl = tls.over(socket, consumed);
        socket.setSoTimeout(0);
        socket.handshakeWithin(limits.handshake());
        ssl.startHandshake();
        socket.handshakeDone();
        input.discard();
        inbound.source(ssl.getInputStream());
        output.sink(ssl.getOutputStream());
        encrypted = ssl;
        wire.event(ssl.getSession().getProtocol());
    }

    public boolean isCompressed() {
        return deflating != null;
    }

    /**
     * Sends what is still to be sent as it is, and compresses all that comes and goes from now on. To be called once, after
     * TLS has begun if it will.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4978.html#section-3">RFC 4978, 3</a>
     */
    public void deflate() throws IOException {
        if (deflating != null) {
            throw new IllegalStateException("already compressed");
        }
        output.flush();
        var ahead = new ByteArrayInputStream(Arrays.copyOfRange(input.buffer, input.position, input.end));
        input.discard();
        inbound.source(source -> inflating = new Inflating(new SequenceInputStream(ahead, source)));
        output.sink(sink -> deflating = new Deflating(sink));
        wire.event("DEFLATE");
    }

    /** How long a read waits for a whole line, or for more of a body; positive. Five minutes until it is called. */
    public void readTimeout(Duration timeout) {
        input.timeout(timeout.toNanos());
    }

    /** Reads a line of at most {@link Limits#line} octets: see {@link #readLine(int)}. */
    public Line readLine() throws IOException {
        return readLine(limits.line());
    }

    /**
     * Reads a line; only CRLF ends it.
     *
     * @param limit octets without CRLF
     * @throws LineException if it is too long or has a bare CR or LF; it has been consumed, and the session may go on
     * @throws IdleTimeoutException if no whole line came in time
     * @throws StoppingException if the server stops before a line begins
     * @throws java.io.EOFException if the client closed; an unfinished line is dropped
     */
    public Line readLine(int limit) throws IOException {
        var line = input.readLine(limit);
        wire.client(line);
        return line;
    }

    /** As {@link #readLine(int)}, for a line that the wire log must not show. */
    public Line readSecretLine(int limit) throws IOException {
        var line = input.readLine(limit);
        wire.secret();
        return line;
    }

    /**
     * Reads exactly so many octets, whole in memory; for what is small.
     *
     * @throws java.io.EOFException if the client closes before
     */
    public byte[] readBytes(int count) throws IOException {
        wire.body(count + " octets");
        return input.readBytes(count);
    }

    /**
     * The next octets as a stream; it must be read to its end before anything else is read.
     *
     * @param length its exact length; a client that closes before is an {@link java.io.EOFException}
     */
    public InputStream literal(long length) {
        wire.body(length + " octets");
        return input.begin(new LiteralInput(input, length));
    }

    /** The dot-stuffed message that comes next; it must be read to its end before anything else is read. */
    public DotStuffedInput dotStuffed() {
        wire.body("message");
        return input.begin(new DotStuffedInput(input));
    }

    /** Whether the client already sent more than has been read. Under TLS, a record still encrypted is not seen. */
    public boolean inputWaiting() throws IOException {
        return input.waiting();
    }

    /**
     * Flushes, then waits until there is something to read, or {@link #wake()} is called, or time is up. How IDLE waits.
     *
     * @throws StoppingException if the server stops
     */
    public Awaited awaitInput(Duration timeout) throws IOException {
        return input.await(timeout.toNanos());
    }

    /**
     * As {@link #awaitInput}, for less where the client soon says more, as between two commands: a {@link #wake()} may take
     * up to a second to end it.
     *
     * @throws StoppingException if the server stops
     * @throws java.io.EOFException if the client closed
     */
    public Awaited awaitCommand(Duration timeout) throws IOException {
        return input.awaitCommand(timeout.toNanos());
    }

    /**
     * Ends {@link #awaitInput} and {@link #awaitCommand} with {@link Awaited#WOKEN}: the one under way, or else the next. For
     * any thread.
     */
    public void wake() {
        inbound.wake();
    }

    /** Whether the server asked this session to end. */
    public boolean stopping() {
        return inbound.stopping();
    }

    /** Asks this session to end, as all are asked when the server stops: by a {@link StoppingException}. For any thread. */
    public void stop() {
        inbound.stop();
    }

    /** Writes octets as they are; in the wire log they are text. */
    public void write(byte[] octets) throws IOException {
        wire.server(octets);
        output.write(octets, 0, octets.length);
    }

    /**
     * Writes a line and its CRLF.
     *
     * @param text written as UTF-8
     * @throws IllegalArgumentException if a CR, LF or NUL is in it: it would be more than one line
     */
    public void writeLine(String text) throws IOException {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("CR, LF or NUL in a line");
        }
        write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** For bodies, which the wire log does not show. Closing it only flushes. */
    public OutputStream out() {
        return output;
    }

    /** Sends now what is written; needed only where no read follows soon. */
    public void flush() throws IOException {
        output.flush();
    }

    /**
     * Shows this connection in the wire log while a condition holds, whatever the level of the log is.
     *
     * @param wanted asked before each line; quick
     */
    public void logWireWhile(BooleanSupplier wanted) {
        wire = wire.whenever(wanted);
    }

    void endOverdueRead() {
        socket.endOverdueRead();
    }

    boolean isOverdue() {
        return socket.isOverdue();
    }

    /** Sends what is written, says goodbye in TLS, and waits a moment for the client to close, so that it sees the reply. */
    void closeOrderly() throws IOException {
        try (socket) {
            output.flush();
            socket.handshakeWithin(LINGER);
            if (encrypted != null) {
                encrypted.shutdownOutput();
            }
            socket.shutdownOutput();
            socket.setSoTimeout((int) LINGER.toMillis());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException | StoppingException _) {
            // It left first
        } finally {
            endCompression();
        }
    }

    private void endCompression() {
        if (inflating != null && deflating != null) {
            inflating.end();
            deflating.end();
        }
    }

    /** Closes at once, unsent output and all; whatever blocks on this connection fails. For any thread. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // closed it is
        }
    }
}
