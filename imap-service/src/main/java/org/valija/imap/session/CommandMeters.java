package org.valija.imap.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.imap.command.Command;
import org.valija.imap.respond.Condition;

/** Counts and times commands: {@code imap.commands}, by name and by how they were answered. Thread-safe. */
final class CommandMeters {

    private final MeterRegistry registry;

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param command null for what was none
     * @param answer null if the session ended before
     */
    void record(@Nullable Command command, @Nullable Condition answer, Duration took) {
        Timer.builder("imap.commands")
                .description("Commands that were answered, and how long that took")
                .tag(
                        "command",
                        command == null
                                ? "none"
                                : command.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .tag("answer", answer == null ? "none" : answer.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(took);
    }
}
