package org.valija.line;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that a service does not start because of an address, instead of where in the code that was seen. */
final class UnusableAddress extends AbstractFailureAnalyzer<UnusableAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableAddressException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "End the program that listens there, or give the listener another address or port: the settings listen.address and"
                        + " listen.port below its name. Ports below 1024 may need a privilege.",
                cause);
    }
}
