package org.valija.mailbox.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Holds an answer back until it is kept; one that grows too large to be kept goes out as it comes. */
final class HeldResponse extends HttpServletResponseWrapper {

    /** Octets of the body. */
    private static final int MOST = 1024 * 1024;

    private final Set<String> ofEveryAnswer;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable ServletOutputStream out;
    private @Nullable PrintWriter writer;
    private boolean passing;

    HeldResponse(HttpServletResponse response) {
        super(response);
        ofEveryAnswer = Set.copyOf(response.getHeaderNames());
    }

    /** Whether it can be kept. */
    boolean isHeld() {
        return !passing;
    }

    /** What is held. */
    Answer answer() {
        var headers = new TreeMap<String, List<String>>();
        for (var name : getHeaderNames()) {
            if (!ofEveryAnswer.contains(name)) {
                headers.put(name, new ArrayList<>(getHeaders(name)));
            }
        }
        if (getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, List.of(getContentType()));
        }
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        return new Answer(getStatus(), Map.copyOf(headers), held.toByteArray());
    }

    /** Lets out what is held. */
    void release() throws IOException {
        if (!passing) {
            passing = true;
            if (held.size() > 0) {
                super.setContentLength(held.size());
                held.writeTo(getResponse().getOutputStream());
            }
        }
    }

    private void pass() throws IOException {
        passing = true;
        held.writeTo(getResponse().getOutputStream());
        held.reset();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (out == null) {
            out = new Out();
        }
        return out;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(getOutputStream(), true, StandardCharsets.UTF_8);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (passing) {
            super.flushBuffer();
        }
    }

    @Override
    public boolean isCommitted() {
        return passing && super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        held.reset();
        super.resetBuffer();
    }

    @Override
    public void reset() {
        held.reset();
        super.reset();
    }

    /** Told when it is let out. */
    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    private final class Out extends ServletOutputStream {

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (!passing && held.size() + length > MOST) {
                pass();
            }
            if (passing) {
                getResponse().getOutputStream().write(octets, offset, length);
            } else {
                held.write(octets, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (passing) {
                getResponse().getOutputStream().flush();
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("answers are written by blocking threads");
        }
    }
}
