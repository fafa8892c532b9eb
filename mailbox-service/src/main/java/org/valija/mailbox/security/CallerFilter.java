package org.valija.mailbox.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.web.ProblemWriter;

/**
 * Finds out who calls. What bears nothing goes on as nobody; what bears something that we don't know ends here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1">RFC 6750, 2.1</a>
 */
final class CallerFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Bearers bearers;
    private final RefusalObserver refusals;

    CallerFilter(Bearers bearers, RefusalObserver refusals) {
        this.bearers = bearers;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            try {
                authenticate(header, request.getRemoteAddr());
            } catch (MailboxException refusal) {
                ProblemWriter.write(response, ProblemType.toProblem(refusal));
                return;
            } catch (DataAccessException e) {
                logger.warn("Callers can't be identified while the database is away", e);
                var refusal = new MailboxException.Unavailable("the database is away or busy");
                ProblemWriter.write(response, ProblemType.toProblem(refusal));
                return;
            }
        }
        var scoped = Callers.administratedDomain()
                .<HttpServletRequest>map(domain -> new DomainRequest(request, domain))
                .orElse(request);
        var caller = Callers.current();
        try {
            chain.doFilter(scoped, response);
            if (response.getStatus() >= 400 && response.getStatus() < 500) {
                caller.ifPresent(it -> refusals.refused(it, scoped, response.getStatus()));
            }
        } catch (AccessDeniedException denied) {
            caller.ifPresent(
                    it -> refusals.refused(it, scoped, Refused.toProblem(denied).status()));
            throw denied;
        }
    }

    private void authenticate(String header, String remoteAddress) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new MailboxException.NotAuthenticated("only Bearer is known here: RFC 6750");
        }
        var caller = bearers.identify(header.substring(BEARER.length()).strip(), remoteAddress);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
    }
}
