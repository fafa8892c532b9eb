package org.valija.imap.respond;

import static java.util.stream.Collectors.joining;

import java.util.Set;

/**
 * {@code capability-data} without its first word.
 *
 * @param appendLimit octets of a message that APPEND takes
 */
public record Capabilities(Set<Capability> all, long appendLimit) {

    public boolean contains(Capability capability) {
        return all.contains(capability);
    }

    @Override
    public String toString() {
        return all.stream().map(this::written).collect(joining(" "));
    }

    /** RFC 7889, 3.1. */
    private String written(Capability capability) {
        return capability == Capability.APPENDLIMIT ? capability.text() + "=" + appendLimit : capability.text();
    }
}
