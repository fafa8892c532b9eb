package org.valija.mailbox.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.valija.mailbox.api.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer, whatever the client accepts: RFC 9457. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNAUTHORIZED = "Bearer realm=\"valija\"";

    private ProblemWriter() {}

    /**
     * Takes the place of whatever the response held so far.
     *
     * @throws IllegalStateException if part of the response has been sent
     */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.resetBuffer();
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, UNAUTHORIZED);
        }
        boolean later = problem.status() == 429 || problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        if (later && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
