package org.valija.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all load generators can be told. */
final class LoadOptions {

    @Option(names = "--host", defaultValue = "localhost", description = "server; default ${DEFAULT-VALUE}")
    String host = "localhost";

    @Option(names = "--port", required = true, description = "TCP port, without TLS")
    int port;

    @Option(names = "--connections", defaultValue = "32", description = "clients at once; default ${DEFAULT-VALUE}")
    int connections;

    @Option(
            names = "--count",
            defaultValue = "10000",
            description = "operations that are measured; default ${DEFAULT-VALUE}")
    int count;

    @Option(
            names = "--warm-up",
            defaultValue = "0",
            description = "operations before those, not measured; default ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--at-most",
            defaultValue = "PT5M",
            description = "ends the run after that time, ISO 8601; default ${DEFAULT-VALUE}")
    Duration atMost = Duration.ofMinutes(5);

    @Option(names = "--json", description = "file that the result is written to")
    @Nullable
    Path json;

    /** The server, for people. */
    String server() {
        return host + ":" + port;
    }
}
