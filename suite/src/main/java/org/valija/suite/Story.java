package org.valija.suite;

import java.io.PrintStream;
import java.time.Duration;

/** What happens, told to the person at the console in a few lines. */
public final class Story {

    private final PrintStream out;

    public Story(PrintStream out) {
        this.out = out;
    }

    void begin(String line) {
        say(line);
    }

    void started(String what, Duration took) {
        say("  started  %-16s %5.1f s".formatted(what, took.toMillis() / 1000.0));
    }

    void step(String what) {
        say("  ok       " + what);
    }

    void failed(String what) {
        say("  FAILED   " + what);
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }
}
