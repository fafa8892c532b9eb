package org.valija.mailbox.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/**
 * Statements that are sent to PostgreSQL together, which runs them one after the other: one round trip for all of them, and
 * that is most of what a short transaction takes its time for. Where one fails, those after it are not run.
 */
public final class RoundTrip {

    private final List<String> statements = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    /** One for each statement that has rows. */
    private final List<RowCallbackHandler> readers = new ArrayList<>();

    /** Adds a statement without rows. */
    public RoundTrip update(String sql, Object... values) {
        statements.add(sql);
        Collections.addAll(parameters, values);
        return this;
    }

    /** Adds a statement with rows. They are read once all statements have been run. */
    public RoundTrip query(String sql, RowCallbackHandler reader, Object... values) {
        readers.add(reader);
        return update(sql, values);
    }

    /** Adds the statements of another one. */
    public RoundTrip then(RoundTrip others) {
        statements.addAll(others.statements);
        parameters.addAll(others.parameters);
        readers.addAll(others.readers);
        return this;
    }

    /** Runs them, if there are any, in the transaction of the caller. */
    public void execute(JdbcOperations jdbc) {
        if (!statements.isEmpty()) {
            PreparedStatementCallback<Integer> action = this::run;
            jdbc.execute(String.join(";\n", statements), action);
        }
    }

    /** How many results there were: not always one for each statement, but one for each that has rows. */
    private int run(PreparedStatement prepared) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            StatementCreatorUtils.setParameterValue(prepared, i + 1, SqlTypeValue.TYPE_UNKNOWN, parameters.get(i));
        }
        var reader = readers.iterator();
        int results = 0;
        boolean hasRows = prepared.execute();
        while (hasRows || prepared.getUpdateCount() >= 0) {
            if (hasRows) {
                read(prepared, reader.next());
            }
            results++;
            hasRows = prepared.getMoreResults();
        }
        if (reader.hasNext()) {
            throw new IllegalStateException("a statement had no rows to read: " + statements);
        }
        return results;
    }

    private static void read(PreparedStatement prepared, RowCallbackHandler reader) throws SQLException {
        try (var rows = prepared.getResultSet()) {
            while (rows.next()) {
                reader.processRow(rows);
            }
        }
    }
}
