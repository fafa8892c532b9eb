package org.valija.mailbox;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in words why a start found no database, instead of where in the code it was missed. Classes of SQLSTATE are those of
 * PostgreSQL's appendix A.
 */
final class NoDatabase extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new FailureAnalysis(
                    "PostgreSQL can't be reached: " + cause.getMessage(),
                    "Start it, or say with spring.datasource.url where it is. mailbox-service has to be started again.",
                    cause);
        }
        if (state.startsWith("28")) {
            return new FailureAnalysis(
                    "PostgreSQL refuses the login: " + cause.getMessage(),
                    "Check spring.datasource.username and spring.datasource.password: those of the role that owns the database.",
                    cause);
        }
        if (state.equals("3D000")) {
            return new FailureAnalysis(
                    "PostgreSQL has no such database: " + cause.getMessage(),
                    "Create it, or name another in spring.datasource.url.",
                    cause);
        }
        return null;
    }
}
