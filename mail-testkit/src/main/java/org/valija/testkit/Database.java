package org.valija.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where a PostgreSQL database is.
 *
 * @param jdbcUrl without user and password
 * @param user who owns the database, a superuser
 * @param password of that user
 */
public record Database(String jdbcUrl, String user, String password) {

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** Runs one statement on a connection of its own. */
    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("on " + jdbcUrl + ": " + sql, e);
        }
    }

    /** What Spring Boot must be told to use this database, as {@code name=value}. */
    public String[] springProperties() {
        return new String[] {
            "spring.datasource.url=" + jdbcUrl,
            "spring.datasource.username=" + user,
            "spring.datasource.password=" + password
        };
    }
}
