package org.valija.smtp.outbound.destination;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.valija.smtp.settings.OutboundProperties;

/** All destinations that mail is sent to now, or that are left alone. Thread-safe. */
public final class Destinations {

    /** More are looked through for some to forget. */
    private static final int MANY = 10_000;

    private final InstantSource clock;
    private final OutboundProperties settings;
    private final int connections;
    private final int rate;
    private final Map<String, Destination> destinations = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private boolean stopped;

    /**
     * @param connections to one of them, at most
     * @param rate messages a minute for one of them; 0 for any number
     */
    public Destinations(InstantSource clock, OutboundProperties settings, int connections, int rate) {
        this.clock = clock;
        this.settings = settings;
        this.connections = connections;
        this.rate = rate;
    }

    /** @param name a domain, or a smart host */
    public synchronized Destination of(String name) {
        if (destinations.size() > MANY) {
            destinations.values().removeIf(Destination::isForgettable);
        }
        var destination =
                destinations.computeIfAbsent(name, it -> new Destination(it, clock, settings, connections, rate));
        if (stopped) {
            destination.stop();
        }
        return destination;
    }

    /** A message for it is here. */
    public synchronized void holds(String name) {
        held.merge(name, 1, Integer::sum);
    }

    /** It is gone. */
    public synchronized void isDone(String name) {
        held.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Those for which nothing is wanted now: left alone, or with enough messages here already. */
    public synchronized Set<String> unwanted(int enough) {
        var unwanted = new HashSet<String>();
        held.forEach((name, count) -> {
            if (count >= enough) {
                unwanted.add(name);
            }
        });
        destinations.forEach((name, destination) -> {
            if (destination.isLeftAlone()) {
                unwanted.add(name);
            }
        });
        return unwanted;
    }

    /** When the first one is left alone no longer; empty if none is. */
    public synchronized Optional<Instant> nextReturn() {
        return destinations.values().stream()
                .filter(Destination::isLeftAlone)
                .map(Destination::leftAloneUntil)
                .min(Instant::compareTo);
    }

    /** Whether so many messages for one of them are here. */
    public synchronized boolean isAnyFull(int enough) {
        return held.values().stream().anyMatch(count -> count >= enough);
    }

    /** From now on nobody gets a turn. */
    public synchronized void stop() {
        stopped = true;
        destinations.values().forEach(Destination::stop);
    }
}
