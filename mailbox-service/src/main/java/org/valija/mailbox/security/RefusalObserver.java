package org.valija.mailbox.security;

import jakarta.servlet.http.HttpServletRequest;

/** Is told of what known callers were refused. */
@FunctionalInterface
public interface RefusalObserver {

    /** @param status of HTTP, 400 to 499 */
    void refused(Caller caller, HttpServletRequest request, int status);
}
