package org.valija.suite.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.valija.testkit.LineClient;

/** An IMAP session that says a command, and waits for its end. One thread's. */
final class MeasuredSession implements AutoCloseable {

    private final LineClient line;
    private int tag;

    /** Connects and logs in. */
    MeasuredSession(int port, String address) {
        line = LineClient.connect(port).timeout(Duration.ofMinutes(2));
        line.readLine();
        say("LOGIN %s \"%s\"".formatted(address, StoreProcess.PASSWORD));
    }

    /**
     * Says commands, one after the other.
     *
     * @return nanoseconds that each took, ascending
     */
    long[] repeat(int count, IntFunction<String> command) {
        var took = new long[count];
        for (int i = 0; i < count; i++) {
            took[i] = say(command.apply(i));
        }
        Arrays.sort(took);
        return took;
    }

    /**
     * Says a command.
     *
     * @return nanoseconds that it took
     * @throws IllegalStateException if it is refused
     */
    long say(String command) {
        long begin = System.nanoTime();
        var label = "t" + ++tag;
        line.send(label + " " + command);
        var answer = line.readLine();
        while (!answer.startsWith(label + " ")) {
            answer = line.readLine();
        }
        if (!answer.startsWith(label + " OK")) {
            throw new IllegalStateException(command + ": " + answer);
        }
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        line.close();
    }
}
