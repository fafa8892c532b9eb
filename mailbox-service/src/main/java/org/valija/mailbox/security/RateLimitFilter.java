package org.valija.mailbox.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.web.ProblemWriter;

/**
 * Refuses callers who call too often, and tells all how much they have left, in the headers of the IETF's draft "RateLimit
 * header fields for HTTP". Runs when callers are known. Each replica counts for itself: who is spread over three of them may call
 * three times as often.
 */
final class RateLimitFilter extends OncePerRequestFilter {

    /** How many callers are known at a time; who has not called for the longest is forgotten first. */
    private static final int MOST_CALLERS = 50_000;

    private final RateLimitProperties properties;
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    });

    RateLimitFilter(RateLimitProperties properties) {
        this.properties = properties;
    }

    /**
     * Which limit holds for a caller.
     *
     * @param name of the policy, as the headers tell it
     * @param requests in a window; 0 for no limit
     * @param caller who shares it
     */
    private record Policy(String name, int requests, String caller) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var policy = policy(Callers.current().orElse(null), request);
        if (policy.requests() > 0) {
            var probe =
                    buckets.computeIfAbsent(policy.caller(), _ -> full(policy)).tryConsumeAndReturnRemaining(1);
            tell(response, policy, probe);
            if (!probe.isConsumed()) {
                var seconds = seconds(probe.getNanosToWaitForRefill());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                ProblemWriter.write(
                        response, ProblemType.RATE_LIMITED.problem("too many requests, go on in " + seconds + " s"));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Policy policy(@Nullable Caller caller, HttpServletRequest request) {
        return switch (caller) {
            case null -> new Policy("anonymous", properties.anonymous(), "address:" + request.getRemoteAddr());
            case Caller.Administrator it -> new Policy("administrator", properties.administrator(), it.id());
            case Caller.User it when it.protocol() == Protocol.REST -> new Policy("user", properties.user(), it.id());
            case Caller.User _, Caller.Service _ -> new Policy("none", 0, "");
        };
    }

    private Bucket full(Policy policy) {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(policy.requests()).refillGreedy(policy.requests(), properties.window()))
                .build();
    }

    private void tell(HttpServletResponse response, Policy policy, ConsumptionProbe probe) {
        response.setHeader(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d"
                        .formatted(
                                policy.name(),
                                policy.requests(),
                                properties.window().toSeconds()));
        response.setHeader(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(policy.name(), probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
    }

    /** Rounded up, so that who waits so long has waited long enough. */
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
