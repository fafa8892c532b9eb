package org.valija.mailbox.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.valija.mailbox.api.client.TraceParent;

/** Takes the trace that a request belongs to over into the log of this service; begins one where there is none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = TraceParent.traceIdOf(request.getHeader(TraceParent.HEADER));
        try (var _ = MDC.putCloseable(TraceParent.TRACE_ID, id)) {
            chain.doFilter(request, response);
        }
    }
}
