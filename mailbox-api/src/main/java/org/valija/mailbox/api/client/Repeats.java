package org.valija.mailbox.api.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.Set;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.valija.mailbox.api.Safe;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * Which exchanges that failed may be tried a second time, so that nobody notices that a replica of mailbox-service ended
 * whose connections we kept. A request that may have changed something, and was perhaps heard, is never repeated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.2">RFC 9110, 9.2.2</a>
 */
final class Repeats {

    private static final String SAFE = Safe.class.getName();

    /** Those without {@code POST} and {@code PATCH}: once or twice, the outcome is the same. */
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private Repeats() {}

    /** Remembers with a request what the method of the contract says of it. */
    static void note(MethodParameter parameter, HttpRequestValues.Builder request) {
        if (parameter.hasMethodAnnotation(Safe.class)) {
            request.addAttribute(SAFE, true);
        }
    }

    static boolean allow(HttpRequestValues request, RestClientException failure) {
        if (isStreamed(request.getBodyValue())) {
            return false;
        }
        return failure instanceof NotServed || (isIdempotent(request) && isDeadConnection(failure.getCause()));
    }

    private static boolean isIdempotent(HttpRequestValues request) {
        return IDEMPOTENT.contains(request.getHttpMethod())
                || request.getAttributes().containsKey(SAFE);
    }

    /** What was read to be sent is gone. */
    private static boolean isStreamed(@Nullable Object body) {
        return body instanceof CborSequence || body instanceof InputStreamSource;
    }

    private static boolean isDeadConnection(@Nullable Throwable cause) {
        return switch (cause) {
            // No replica takes connections, which the next attempt would not change
            case ConnectException _, NoRouteToHostException _ -> false;
            case NoHttpResponseException _, ConnectionClosedException _, SocketException _ -> true;
            case null, default -> false;
        };
    }
}
