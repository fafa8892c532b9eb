package org.valija.line.tls;

import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says in a sentence that a service does not start because of its certificate, instead of where in the code that was seen. */
final class UnusableCertificate extends AbstractFailureAnalyzer<IllegalStateException> {

    /** What Spring Boot says of a bundle whose files it can't watch; what {@link Tls} says of one it can't show. */
    private static final String NOT_REGISTERED = "Unable to register SSL bundle ";

    static final String NOT_USABLE = "SSL bundle can't be used: ";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, IllegalStateException cause) {
        String message = String.valueOf(cause.getMessage());
        if (!message.startsWith(NOT_REGISTERED) && !message.startsWith(NOT_USABLE)) {
            return null;
        }
        var reason = NestedExceptionUtils.getMostSpecificCause(cause);
        return new FailureAnalysis(
                message + ": " + (reason instanceof NoSuchFileException ? "there is no file " : "")
                        + reason.getMessage(),
                "Let spring.ssl.bundle.pem.* name files with a private key and its certificate, in PEM, which this user may"
                        + " read. Until then the service does not start.",
                cause);
    }
}
