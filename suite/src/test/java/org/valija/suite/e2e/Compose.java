package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.valija.suite.Port;
import org.valija.suite.Ports;
import org.valija.testkit.RealClient;

/** The docker-compose.yml of this project under a name of its own, on free ports, driven as administrators do. */
final class Compose {

    static final String PROJECT = "valija-it";
    /** The version of the images that are built from these sources. */
    static final String LATEST = "latest";
    /** The version of the images that all starts with. */
    static final String VERSION = System.getProperty("compose.former", LATEST);

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LONGEST = Duration.ofMinutes(40);

    private final List<String> command;
    private final Ports ports = Ports.free();
    private final Map<String, String> environment = new TreeMap<>();

    private Compose(List<String> command) {
        this.command = List.copyOf(command);
        environment.put("COMPOSE_PROJECT_NAME", PROJECT);
        environment.put("VALIJA_VERSION", VERSION);
        // Not that of a deployment that this machine may run
        environment.put("VALIJA_SUBNET", "10.214.0.0/24");
        environment.put("VALIJA_SMTP_PORT", text(Port.SMTP));
        environment.put("VALIJA_SUBMISSION_PORT", text(Port.SUBMISSION));
        environment.put("VALIJA_SUBMISSIONS_PORT", text(Port.SUBMISSIONS));
        environment.put("VALIJA_POP3_PORT", text(Port.POP3));
        environment.put("VALIJA_POP3S_PORT", text(Port.POP3S));
        environment.put("VALIJA_IMAP_PORT", text(Port.IMAP));
        environment.put("VALIJA_IMAPS_PORT", text(Port.IMAPS));
        environment.put("VALIJA_HTTPS_PORT", text(Port.HTTP));
    }

    /** Compose v2 or docker-compose 1.29, whichever is installed; empty where it is not, or no engine answers. */
    static Optional<Compose> find() {
        if (!runs("docker", "version")) {
            return Optional.empty();
        }
        if (runs("docker", "compose", "version")) {
            return Optional.of(new Compose(List.of("docker", "compose")));
        }
        return runs("docker-compose", "version")
                ? Optional.of(new Compose(List.of("docker-compose")))
                : Optional.empty();
    }

    private static boolean runs(String program, String... arguments) {
        try {
            return program(program, Map.of())
                            .timeout(Duration.ofSeconds(20))
                            .run(arguments)
                            .exit()
                    == 0;
        } catch (UncheckedIOException | AssertionError absent) {
            return false;
        }
    }

    private static RealClient program(String name, Map<String, String> environment) {
        return new RealClient(Path.of(name), TOP, environment, LONGEST);
    }

    private String text(Port port) {
        return Integer.toString(port(port));
    }

    int port(Port port) {
        return ports.of(port);
    }

    /** Runs Compose to its end; what it wrote to its standard output. */
    String run(String... arguments) {
        var all = new ArrayList<>(command.subList(1, command.size()));
        all.addAll(Arrays.asList(arguments));
        return program(command.getFirst(), environment)
                .run(all.toArray(String[]::new))
                .succeeded()
                .out();
    }

    /** Runs the script that replaces replicas by those of another version. */
    String upgrade(String version, String... services) {
        var more = new TreeMap<>(environment);
        more.put("VALIJA_VERSION", version);
        more.put("VALIJA_COMPOSE", String.join(" ", command));
        return program(TOP.resolve("deploy/upgrade").toString(), more)
                .run(services)
                .succeeded()
                .out();
    }

    /** Runs {@code docker}, which knows nothing of the project; what it wrote, without the last line end. */
    static String docker(String... arguments) {
        return program("docker", Map.of()).run(arguments).succeeded().out().strip();
    }

    /** Makes an image from what stands in a Dockerfile without a context. */
    static void build(String tag, String dockerfile) {
        program("docker", Map.of())
                .run(dockerfile.getBytes(UTF_8), "build", "-q", "-t", tag, "-")
                .succeeded();
    }

    /** The ids of the containers of a service that run. */
    List<String> containers(String service) {
        return docker(
                        "ps",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.project=" + PROJECT,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .lines()
                .toList();
    }

    /** Whether all containers of a service run and say that they are well. */
    boolean healthy(String service, int count) {
        var containers = containers(service);
        return containers.size() == count
                && containers.stream()
                        .allMatch(id -> docker("inspect", "-f", "{{.State.Health.Status}}", id)
                                .equals("healthy"));
    }

    /** The address that connections from this machine have for HAProxy. */
    String gateway() {
        return docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", PROJECT + "_incoming");
    }

    /** The key of the administrator, as the first start told it. */
    String adminKey() {
        var told = Pattern.compile("shown only this once: (\\S+)").matcher(run("logs", "--no-color", "init"));
        assertThat(told.find()).as("the first start tells the key").isTrue();
        return told.group(1);
    }

    /** What a program in a container of its own writes, which reaches HAProxy from an address of its own. */
    String elsewhere(String script) {
        return docker(
                "run",
                "--rm",
                "--network",
                PROJECT + "_incoming",
                "--entrypoint",
                "sh",
                "valija/smtp-gateway:latest",
                "-c",
                script);
    }

    /** Ends all, and forgets what was stored. */
    void remove() {
        run("down", "--volumes", "--timeout", "5", "--remove-orphans");
    }
}
