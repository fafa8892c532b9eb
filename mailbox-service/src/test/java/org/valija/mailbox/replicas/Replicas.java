package org.valija.mailbox.replicas;

import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/** Two services on one database. */
record Replicas(MailboxServer first, MailboxServer second) implements AutoCloseable {

    /** On a fresh database. */
    static Replicas start(String... properties) {
        var database = TestPostgres.database();
        return new Replicas(MailboxServer.on(database, properties), MailboxServer.on(database, properties));
    }

    /**
     * What the random choices of a test start from: the system property {@code valija.seed}, to repeat a run that failed, or
     * another one each time. Printed, as the choices do not tell it.
     */
    static long seed() {
        long seed = Long.getLong("valija.seed", System.nanoTime());
        System.out.println("Random choices: -Dvalija.seed=" + seed);
        return seed;
    }

    MailboxServer any(Random random) {
        return random.nextBoolean() ? first : second;
    }

    /** A new user, as each of the two serves them. */
    List<TestUser> user(String address, long quotaBytes) {
        var user = TestUser.create(first, address, quotaBytes);
        return List.of(user, user.at(second));
    }

    Database database() {
        return first.database();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                database().jdbcUrl(), database().user(), database().password()));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
