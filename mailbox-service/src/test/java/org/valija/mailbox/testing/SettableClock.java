package org.valija.mailbox.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** A clock that stands still until a test sets it forward, so that nothing is waited for, and nothing passes unasked. */
public final class SettableClock extends Clock {

    private volatile Instant now = Instant.now();

    /** Gives a server this clock. */
    public Consumer<SpringApplicationBuilder> inServer() {
        return application -> application.initializers(
                context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> this));
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
