package org.valija.suite;

import org.jspecify.annotations.Nullable;

/** The suite cannot start; the message tells an administrator why, and what to do. */
public final class StartException extends RuntimeException {

    StartException(String message) {
        super(message);
    }

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
