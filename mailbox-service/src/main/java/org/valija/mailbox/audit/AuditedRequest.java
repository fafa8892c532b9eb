package org.valija.mailbox.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Callers;

/** A request that changes something, and by whom; what is known of it so far stands in its attributes. */
record AuditedRequest(HttpServletRequest request, Caller caller) {

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name(), HttpMethod.TRACE.name());
    /** Mail is no change of an administrator's; there is an event of each message. */
    private static final Set<String> MAIL = Set.of("/v1/deliveries", "/v1/recipients");
    /** What a user logs in with. */
    private static final Pattern OF_USERS = Pattern.compile("/v1/accounts/[^/]+/(app-passwords.*|login-policy)");

    private static final String BODY = AuditedRequest.class.getName() + ".body";
    private static final String BEFORE = AuditedRequest.class.getName() + ".before";
    private static final String RECORDED = AuditedRequest.class.getName() + ".recorded";

    /** The one that this thread answers; empty if it is none, or changes nothing that is recorded. */
    static Optional<AuditedRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Callers.current().flatMap(caller -> of(attributes.getRequest(), caller))
                : Optional.empty();
    }

    static Optional<AuditedRequest> of(HttpServletRequest request, Caller caller) {
        boolean recorded = !SAFE.contains(request.getMethod())
                && switch (caller) {
                    case Caller.Administrator _ -> !MAIL.contains(request.getRequestURI());
                    case Caller.User _ ->
                        OF_USERS.matcher(request.getRequestURI()).matches();
                    case Caller.Service _ -> false;
                };
        return recorded ? Optional.of(new AuditedRequest(request, caller)) : Optional.empty();
    }

    @Nullable
    Object body() {
        return request.getAttribute(BODY);
    }

    void body(Object body) {
        request.setAttribute(BODY, body);
    }

    @Nullable
    Object before() {
        return request.getAttribute(BEFORE);
    }

    void before(Object resource) {
        request.setAttribute(BEFORE, resource);
    }

    boolean isRecorded() {
        return request.getAttribute(RECORDED) != null;
    }

    void setRecorded() {
        request.setAttribute(RECORDED, true);
    }

    /** A variable of the path; null if it has none of this name. */
    @Nullable
    String variable(String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get(name) instanceof String value
                ? value
                : null;
    }
}
