package org.valija.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which number each port has.
 *
 * @param numbers all different, 1 to 65535
 */
public record Ports(Map<Port, Integer> numbers) {

    public Ports {
        numbers = Map.copyOf(numbers);
        if (new HashSet<>(numbers.values()).size() != Port.values().length) {
            throw new IllegalArgumentException("each port needs a number of its own: " + numbers);
        }
    }

    /** Those that are the same on each machine. */
    public static Ports usual() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            numbers.put(port, port.usual());
        }
        return new Ports(numbers);
    }

    /** Some that nothing listens on now. */
    public static Ports free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        var open = new ArrayList<ServerSocket>();
        try {
            // All are held until the last is known, or one number would be handed out twice
            for (var port : Port.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                open.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        return new Ports(numbers);
    }

    public int of(Port port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    Ports with(Port port, int number) {
        var changed = new EnumMap<>(numbers);
        changed.put(port, number);
        return new Ports(changed);
    }

    /** Those that something listens on already, or that we may not listen on. */
    List<Port> taken(InetAddress address) {
        var taken = new ArrayList<Port>();
        for (var port : Port.values()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, of(port)));
            } catch (IOException e) {
                taken.add(port);
            }
        }
        return taken;
    }
}
