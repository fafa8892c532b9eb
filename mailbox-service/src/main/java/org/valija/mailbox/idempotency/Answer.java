package org.valija.mailbox.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * What a request was answered.
 *
 * @param headers those that belong to this answer, not to every one; Content-Type among them
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    /** Says that the answer is that of an earlier request. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    byte[] encode() {
        return CBOR.writeValueAsBytes(this);
    }

    static Answer decode(byte[] octets) {
        return CBOR.readValue(octets, Answer.class);
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach((name, values) -> {
            response.setHeader(name, values.getFirst());
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
        response.setHeader(REPLAYED, "true");
        if (status != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
