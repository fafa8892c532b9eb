package org.valija.mailbox.idempotency;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** A request whose method, path, query and body are taken in by a fingerprint while it is read. */
final class FingerprintedRequest extends HttpServletRequestWrapper {

    /** How often a body that comes slowly is told of. */
    private static final long ALIVE_NANOS = 20_000_000_000L;

    private final Mac mac;
    private final InputStream body;
    private final Runnable alive;
    private @Nullable ServletInputStream stream;
    private byte @Nullable [] fingerprint;
    private long toldAt = System.nanoTime();

    private FingerprintedRequest(HttpServletRequest request, Mac mac, InputStream body, Runnable alive) {
        super(request);
        this.mac = mac;
        this.body = body;
        this.alive = alive;
        mac.update((request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A request whose body has been read. */
    static FingerprintedRequest of(HttpServletRequest request, IdempotencyKey key, byte[] body) throws IOException {
        var whole = new FingerprintedRequest(request, key.fingerprint(), new ByteArrayInputStream(body), () -> {});
        whole.mac.update(body);
        whole.fingerprint = whole.mac.doFinal();
        return whole;
    }

    /**
     * A request whose body is still to come.
     *
     * @param alive called now and then while it comes
     */
    static FingerprintedRequest streamed(HttpServletRequest request, IdempotencyKey key, Runnable alive)
            throws IOException {
        return new FingerprintedRequest(request, key.fingerprint(), request.getInputStream(), alive);
    }

    /** Null before the body has been read to its end. */
    byte @Nullable [] fingerprint() {
        return fingerprint;
    }

    /** Reads what is left of the body. */
    void end() throws IOException {
        if (fingerprint == null) {
            getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Whether it is the request that left this fingerprint; reads it to its end. True if nobody knows. */
    boolean is(byte @Nullable [] known) throws IOException {
        if (known == null) {
            return true;
        }
        end();
        return MessageDigest.isEqual(known, fingerprint);
    }

    @Override
    public ServletInputStream getInputStream() {
        if (stream == null) {
            stream = new Body();
        }
        return stream;
    }

    private final class Body extends ServletInputStream {

        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = body.read(buffer, offset, length);
            if (n < 0) {
                ended = true;
                if (fingerprint == null) {
                    fingerprint = mac.doFinal();
                }
            } else if (fingerprint == null) {
                mac.update(buffer, offset, n);
                if (System.nanoTime() - toldAt > ALIVE_NANOS) {
                    toldAt = System.nanoTime();
                    alive.run();
                }
            }
            return n;
        }

        @Override
        public boolean isFinished() {
            return ended;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("requests are read by blocking threads");
        }
    }
}
