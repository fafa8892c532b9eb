package org.valija.smtp.outbound.dialogue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.smtp.outbound.tls.ClientTls;
import org.valija.smtp.outbound.tls.TlsDemand;

/**
 * Lines to a server, and its replies, each in its time and none without end. Used by one thread. At debug level, what goes
 * over it is logged as {@code C:} and {@code S:} lines.
 */
final class Wire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.valija.smtp.outbound.wire");

    /** RFC 5321, 4.5.3.1.5, allows 512; what others add to it is read all the same. */
    private static final int LONGEST_LINE = 4 * 1024;

    private static final int MOST_LINES = 200;
    private static final int BUFFER = 16 * 1024;
    private static final Pattern REPLY = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?");

    private final Watchdog watchdog;
    private final Duration block;
    /** Below TLS: closing this one never waits for a write that is stuck. */
    private final Socket raw;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int position;
    private int end;

    /** @param block how long a write may take */
    Wire(Socket socket, Watchdog watchdog, Duration block) throws IOException {
        this.raw = socket;
        this.socket = socket;
        this.watchdog = watchdog;
        this.block = block;
        in = socket.getInputStream();
        out = new BufferedOutputStream(new Watched(socket.getOutputStream()), BUFFER);
    }

    /** Collects a command to send; {@link #reply} sends it. */
    void send(String command) throws IOException {
        LOG.debug("C: {}", command);
        write(command);
    }

    /** Collects a line that no log may show. */
    void sendSecret(String line) throws IOException {
        LOG.debug("C: <secret>");
        write(line);
    }

    private void write(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("two lines in one");
        }
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    /** Where content goes. */
    OutputStream body() {
        return out;
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * The next reply, after all that was collected has been sent.
     *
     * @throws DialogueException if there is none in time, or what comes is no reply
     */
    ServerReply reply(Duration within) throws DialogueException {
        long due = System.nanoTime() + within.toNanos();
        try {
            out.flush();
            var lines = new ArrayList<String>();
            while (true) {
                var line = readLine(due);
                LOG.debug("S: {}", line);
                var reply = REPLY.matcher(line);
                if (!reply.matches() || lines.size() == MOST_LINES) {
                    throw new DialogueException("4.5.0", "The server's answer makes no sense");
                }
                lines.add(reply.group(3) == null ? "" : reply.group(3));
                if (!"-".equals(reply.group(2))) {
                    return new ServerReply(Integer.parseInt(reply.group(1)), lines);
                }
            }
        } catch (DialogueException e) {
            throw e;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A connection that has ended before its time. */
    static DialogueException lost(IOException cause) {
        return cause instanceof SocketTimeoutException
                ? new DialogueException("4.4.2", "The server did not answer in time")
                : new DialogueException("4.4.2", "The connection was lost");
    }

    private String readLine(long due) throws IOException {
        int from = position;
        while (true) {
            for (; from < end; from++) {
                if (buffer[from] == '\n') {
                    int length = from - position - (from > position && buffer[from - 1] == '\r' ? 1 : 0);
                    var line = printable(buffer, position, length);
                    position = from + 1;
                    return line;
                }
            }
            from -= position;
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
            if (end == buffer.length) {
                throw new DialogueException("4.5.0", "The server's answer has no end");
            }
            int count = read(due);
            if (count < 0) {
                throw new DialogueException("4.4.2", "The server closed the connection");
            }
            end += count;
        }
    }

    private int read(long due) throws IOException {
        long millis = Duration.ofNanos(due - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        return in.read(buffer, end, buffer.length - end);
    }

    /** What a server says goes into logs and notices: no controls, and no octets that are not text. */
    private static String printable(byte[] octets, int from, int length) {
        return new String(octets, from, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}|\\ufffd", "?");
    }

    /**
     * Encrypts all that follows.
     *
     * @throws DialogueException.HandshakeFailed if that is not possible
     */
    SSLSocket startTls(ClientTls tls, String host, TlsDemand demand, Duration within) throws DialogueException {
        if (position != end) {
            // It would be taken for the answer to what is sent encrypted: RFC 3207, 6
            throw new DialogueException.HandshakeFailed("The server said more before TLS than it should");
        }
        try {
            var secured = tls.over(socket, host, demand);
            secured.setSoTimeout((int) Math.min(within.toMillis(), Integer.MAX_VALUE));
            try (var _ = watchdog.over(raw, within)) {
                secured.startHandshake();
            }
            socket = secured;
            in = secured.getInputStream();
            out = new BufferedOutputStream(new Watched(secured.getOutputStream()), BUFFER);
            LOG.debug("-- {}", secured.getSession().getProtocol());
            return secured;
        } catch (IOException e) {
            throw new DialogueException.HandshakeFailed("TLS failed: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).replaceAll("[^\\x20-\\x7e]", " ");
    }

    /** Whether the other side has not closed yet, as far as can be seen: for a connection that waited. */
    boolean isQuiet() {
        try {
            socket.setSoTimeout(1);
            // Whatever it says unasked, as a rule 421, it is of no use any more
            in.read();
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException _) {
            // It is gone then
        }
    }

    /** A write that takes too long closes the socket. */
    private final class Watched extends OutputStream {

        private final OutputStream to;

        Watched(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            try (var _ = watchdog.over(raw, block)) {
                to.write(from, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }
    }
}
