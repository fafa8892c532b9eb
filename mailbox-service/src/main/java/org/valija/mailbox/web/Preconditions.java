package org.valija.mailbox.web;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.Resource;

/**
 * Holds a change to what the caller has seen: If-Match. To be asked in the transaction of the change, with the row locked, so
 * that nobody comes in between.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13.1.1">RFC 9110, 13.1.1</a>
 */
@Component
public final class Preconditions {

    /**
     * Checks the If-Match of the request that this thread answers, if it has one.
     *
     * @param now the resource as it is
     * @throws Refusal if the caller has seen another state
     */
    public void check(Resource now) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var seen = attributes.getRequest().getHeader(HttpHeaders.IF_MATCH);
            if (seen != null && !EntityTag.of(now).isMatchedBy(seen)) {
                var type = ProblemType.PRECONDITION_FAILED;
                throw new Refusal(new Problem(
                        type.uri(),
                        type.title(),
                        type.status(),
                        "it has changed since it was read",
                        HttpHeaders.IF_MATCH));
            }
        }
    }
}
