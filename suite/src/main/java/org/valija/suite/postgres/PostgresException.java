package org.valija.suite.postgres;

import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot be started; the message tells an administrator why. */
public final class PostgresException extends RuntimeException {

    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
