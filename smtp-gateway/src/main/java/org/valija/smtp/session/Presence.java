package org.valija.smtp.session;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.line.LineConnection;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.smtp.state.User;

/** Shows administrators who is logged in on one connection, until it is closed, and lets them disconnect that user. */
final class Presence implements AutoCloseable {

    /** How long a session has to end by itself, once it is to. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final LiveSessions live;
    private final LineConnection connection;
    private LiveSessions.@Nullable Session shown;

    /** By an administrator, on another thread. */
    private volatile boolean disconnected;

    Presence(LiveSessions live, LineConnection connection) {
        this.live = live;
        this.connection = connection;
    }

    /** @param user who is logged in now */
    void follow(Optional<User> user) {
        if (user.isEmpty()) {
            close();
        } else if (shown == null) {
            shown = live.opened(
                    user.get().account(), connection.client().getAddress().getHostAddress(), this::disconnect);
        }
    }

    /** Whether the session is to end for that reason. */
    boolean disconnected() {
        return disconnected;
    }

    private void disconnect() {
        disconnected = true;
        connection.stop();
        Thread.ofVirtual().name("smtp-disconnect").start(() -> {
            try {
                Thread.sleep(LAST_WORDS);
                connection.close();
            } catch (InterruptedException _) {
                // Nobody ends this thread but the JVM
            }
        });
    }

    @Override
    public void close() {
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }
}
