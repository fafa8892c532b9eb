package org.valija.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out quickly whether a Docker engine answers, before Testcontainers takes its time to look everywhere. */
final class DockerEngine {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final byte[] PING = "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private DockerEngine() {}

    /** The address of an engine that answers, if there is one. Never throws, and takes at most a few seconds. */
    static Optional<URI> find() {
        return addresses().stream().filter(DockerEngine::answers).findFirst();
    }

    /** Where Testcontainers would look: the environment, its own settings, the usual sockets. */
    private static List<URI> addresses() {
        var addresses = new ArrayList<String>();
        Optional.ofNullable(System.getenv("DOCKER_HOST")).ifPresent(addresses::add);
        configured().ifPresent(addresses::add);
        var home = Path.of(System.getProperty("user.home"));
        addresses.add("unix:///var/run/docker.sock");
        Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                .ifPresent(run -> addresses.add("unix://" + run + "/docker.sock"));
        addresses.add("unix://" + home.resolve(".docker/run/docker.sock"));
        addresses.add("unix://" + home.resolve(".docker/desktop/docker.sock"));
        return addresses.stream().distinct().map(URI::create).toList();
    }

    private static Optional<String> configured() {
        var file = Path.of(System.getProperty("user.home"), ".testcontainers.properties");
        var settings = new Properties();
        try (var in = Files.newInputStream(file)) {
            settings.load(in);
        } catch (IOException none) {
            return Optional.empty();
        }
        return Optional.ofNullable(settings.getProperty("docker.host"));
    }

    private static boolean answers(URI address) {
        var ping = new FutureTask<>(() -> ping(address));
        var thread = Thread.ofVirtual().start(ping);
        try {
            return ping.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            thread.interrupt();
        }
    }

    private static boolean ping(URI address) throws IOException {
        return switch (address.getScheme()) {
            case "unix" -> pingSocket(UnixDomainSocketAddress.of(address.getPath()));
            case "tcp", "http", "https" -> accepts(new InetSocketAddress(address.getHost(), address.getPort()));
            default -> false;
        };
    }

    private static boolean pingSocket(SocketAddress address) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(PING));
            var answer = ByteBuffer.allocate(64);
            int length = channel.read(answer);
            return length > 0 && new String(answer.array(), 0, length, StandardCharsets.US_ASCII).contains(" 200 ");
        }
    }

    /** An engine on TCP may speak TLS, which is left to Testcontainers. */
    private static boolean accepts(SocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, (int) TIMEOUT.toMillis());
            return true;
        }
    }
}
