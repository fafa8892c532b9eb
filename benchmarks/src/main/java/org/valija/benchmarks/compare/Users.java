package org.valija.benchmarks.compare;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who has a mailbox on every server. */
final class Users {

    static final String PASSWORD = "password-of-a-load";

    /** Receive what is delivered, and log in. */
    static final List<String> MANY =
            IntStream.range(0, 32).mapToObj(i -> "load" + i).toList();

    /** Work in their mailboxes, which hold the same on every server, however fast it took what others were sent. */
    static final List<String> WORKERS =
            IntStream.range(0, 8).mapToObj(i -> "worker" + i).toList();

    /** Are told of deliveries. */
    static final List<String> WATCHERS =
            IntStream.range(0, 20).mapToObj(i -> "watcher" + i).toList();

    /** Whose maildrop is read whole, message by message. */
    static final String READER = "reader";

    /** Who has very many small messages. */
    static final String HOARDER = "hoarder";

    private Users() {}

    static List<String> all() {
        return Stream.of(MANY, WORKERS, WATCHERS, List.of(READER, HOARDER))
                .flatMap(List::stream)
                .toList();
    }
}
