package org.valija.suite.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** An answer means committed, whatever was asked for: deliveries, appends, flags and moves, and a kill amid them. */
class KilledWritesIT {

    private static final int WRITERS = 8;
    private static final int BEFORE_THE_KILL = 300;
    private static final int AFTER_THE_KILL = 100;

    enum Killed {
        MAILBOX_SERVICE,
        POSTGRESQL
    }

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedWriteIsThereOnce(Killed killed) throws Exception {
        try (var postgres = TestPostgres.durable();
                var store = new StoreProcess(
                        "store-" + killed,
                        postgres.database(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        // Whoever writes waits for PostgreSQL to be there again; what was in the middle is not answered
                        "-Dspring.datasource.hikari.connection-timeout=60000");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var admin = store.client(StoreProcess.PATIENCE, 2 * WRITERS);
            var enough = new AtomicBoolean();
            var writers = new ArrayList<Writer>();
            var writing = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var writer = new Writer(admin, store.newUser(admin, "user" + i + "@killed.example"), i);
                writers.add(writer);
                writing.add(threads.submit(() -> writer.write(enough)));
            }
            Eventually.within(StoreProcess.PATIENCE)
                    .until("writes flow", () -> acknowledged(writers) > BEFORE_THE_KILL);
            switch (killed) {
                case MAILBOX_SERVICE -> {
                    store.process().kill();
                    store.process().start();
                }
                case POSTGRESQL -> {
                    postgres.kill();
                    postgres.start();
                }
            }
            int atRestart = acknowledged(writers);
            Eventually.within(StoreProcess.PATIENCE)
                    .until("writes flow again", () -> acknowledged(writers) > atRestart + AFTER_THE_KILL);
            enough.set(true);
            for (var written : writing) {
                written.get(StoreProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(writers).allSatisfy(writer -> assertThat(writer.broken()).isEmpty());
            System.out.printf(
                    "%s killed: %d writes were acknowledged and are there, %d were not answered, of which %d were done%n",
                    killed,
                    acknowledged(writers),
                    writers.stream().mapToInt(Writer::unanswered).sum(),
                    writers.stream().mapToInt(Writer::unansweredDone).sum());
        }
    }

    private static int acknowledged(Iterable<Writer> writers) {
        int sum = 0;
        for (var writer : writers) {
            sum += writer.acknowledged();
        }
        return sum;
    }
}
