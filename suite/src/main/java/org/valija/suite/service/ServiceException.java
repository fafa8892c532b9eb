package org.valija.suite.service;

/** A service does not start; the message tells an administrator why. */
public final class ServiceException extends RuntimeException {

    ServiceException(Service service, Throwable failure) {
        super(service.module() + " does not start: " + innermost(failure), failure);
    }

    /** Where Spring's own words end. */
    private static String innermost(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
