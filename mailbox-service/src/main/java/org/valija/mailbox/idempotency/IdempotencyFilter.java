package org.valija.mailbox.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.idempotency.IdempotencyKeys.Claim;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Callers;
import org.valija.mailbox.web.ProblemWriter;
import org.valija.mailbox.web.RequestBodies;

/**
 * Answers a POST that bears a key which came before as it was answered before. Runs after callers are known and may do what
 * they ask for. Answers that tell of trouble on our side (5xx), and those that tell to come again (429), are not kept: the same
 * key tries again. Neither are answers over 1 MiB, which only what reads gives.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    /** Whose bodies are small enough to be read before the key is claimed. */
    private static final Set<MediaType> RECORDS = Set.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_CBOR);

    private final IdempotencyKeys keys;

    IdempotencyFilter(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || request.getHeader(IdempotencyKey.HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var caller = Callers.current().map(Caller::id).orElseGet(() -> "address:" + request.getRemoteAddr());
            var key = IdempotencyKey.of(caller, request.getHeader(IdempotencyKey.HEADER));
            if (isRecord(request)) {
                var whole = FingerprintedRequest.of(request, key, RequestBodies.read(request.getInputStream()));
                answer(key, whole, keys.claim(key, whole.fingerprint()), response, chain);
            } else {
                var claim = keys.claim(key, null);
                Runnable alive = claim instanceof Claim.Ours ours ? () -> keys.renew(key, ours.id()) : () -> {};
                answer(key, FingerprintedRequest.streamed(request, key, alive), claim, response, chain);
            }
        } catch (MailboxException refusal) {
            ProblemWriter.write(response, ProblemType.toProblem(refusal));
        } catch (DataAccessException e) {
            LOG.warn("Idempotency keys can't be looked at while the database is away: {}", e.toString());
            ProblemWriter.write(response, ProblemType.UNAVAILABLE.problem("the database is away or busy"));
        }
    }

    private static boolean isRecord(HttpServletRequest request) {
        if (request.getContentType() == null) {
            return true;
        }
        try {
            var type = MediaType.parseMediaType(request.getContentType());
            return RECORDS.stream().anyMatch(type::equalsTypeAndSubtype);
        } catch (IllegalArgumentException _) {
            return true; // refused when it is read
        }
    }

    private void answer(
            IdempotencyKey key,
            FingerprintedRequest request,
            Claim claim,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        switch (claim) {
            case Claim.Ours(UUID id) -> run(key, request, id, response, chain);
            case Claim.Known(var fingerprint, var answer) -> {
                if (!request.is(fingerprint)) {
                    ProblemWriter.write(
                            response,
                            problem(ProblemType.IDEMPOTENCY_KEY_REUSED, "this key came with another request"));
                } else if (answer == null) {
                    ProblemWriter.write(
                            response,
                            problem(
                                    ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT,
                                    "a request with this key is being answered"));
                } else {
                    answer.send(response);
                }
            }
        }
    }

    private static Problem problem(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, IdempotencyKey.HEADER);
    }

    private void run(
            IdempotencyKey key,
            FingerprintedRequest request,
            UUID claim,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var held = new HeldResponse(response);
        boolean done = false;
        try {
            var pending = PendingAnswer.of(
                    keys,
                    key,
                    claim,
                    request::fingerprint,
                    () -> request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
                    request.getHeader("Accept"));
            pending.<Exception>during(() -> {
                chain.doFilter(request, held);
                return "done";
            });
            if (held.getStatus() < 400) {
                // Its last octets tell nothing to who has read what was to be read, but belong to the request
                request.end();
            }
            done = true;
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            settle(key, request, claim, held, done);
        }
        held.release();
    }

    /** Keeps the answer, or gives the key up. */
    private void settle(IdempotencyKey key, FingerprintedRequest request, UUID claim, HeldResponse held, boolean done) {
        try {
            int status = held.getStatus();
            boolean last = status < 500 && status != 429;
            if (done && last && held.isHeld() && request.fingerprint() != null) {
                keys.answered(key, claim, request.fingerprint(), held.answer());
            } else {
                keys.giveUp(key, claim);
            }
        } catch (DataAccessException e) {
            // What was done is done, and its answer kept with it: this one only lacks its headers
            LOG.warn("The answer under an Idempotency-Key could not be kept: {}", e.toString());
        }
    }
}
