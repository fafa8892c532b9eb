package org.valija.suite.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Stops a server when this JVM ends without having done so, as by {@code kill -9}: a shell waits for the pipe from us
 * to close, which the kernel does whatever happens.
 */
final class Watch {

    /** Ctrl-C reaches the shell as well, and is not what it waits for. Fast shutdown is SIGINT. */
    private static final String SCRIPT = "trap '' INT TERM HUP; read -r _; kill -INT \"$1\" 2>/dev/null";

    private final Process shell;

    private Watch(Process shell) {
        this.shell = shell;
    }

    /** @param postmaster the process id of the server */
    static Watch over(String postmaster) {
        try {
            return new Watch(new ProcessBuilder("sh", "-c", SCRIPT, "valija-watch", postmaster)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new PostgresException("cannot run sh: " + e.getMessage(), e);
        }
    }

    /** The server has been stopped, and its process id may be another's soon. */
    void end() {
        shell.destroyForcibly();
    }
}
