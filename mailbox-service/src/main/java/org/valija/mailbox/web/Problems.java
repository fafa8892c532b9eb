package org.valija.mailbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers every exception of a controller, and of Spring on the way to one, with a problem. */
@RestControllerAdvice
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    void handle(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            throw failure; // Spring Security's filters answer these
        }
        if (failure instanceof AsyncRequestNotUsableException) {
            LOG.debug("Client went away during {} {}", request.getMethod(), request.getRequestURI());
            return;
        }
        if (response.isCommitted()) {
            // Makes Tomcat break the connection off: an orderly end would make half an answer look whole
            throw failure;
        }
        var problem = Refusals.of(failure);
        if (problem == null) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
            problem = Refusals.internal(500);
        } else if (problem.status() >= 500) {
            LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        }
        response.reset();
        if (failure instanceof HttpRequestMethodNotSupportedException method
                && method.getSupportedHttpMethods() != null) {
            method.getSupportedHttpMethods().forEach(one -> response.addHeader(HttpHeaders.ALLOW, one.name()));
        }
        try {
            ProblemWriter.write(response, problem);
        } catch (IOException e) {
            LOG.debug("Client did not wait for the answer to {} {}", request.getMethod(), request.getRequestURI(), e);
        }
    }
}
