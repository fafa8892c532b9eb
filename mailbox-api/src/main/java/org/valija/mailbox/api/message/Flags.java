package org.valija.mailbox.api.message;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The flags of a message, or a choice of flags to set.
 *
 * @param system in the order of {@link SystemFlag}
 * @param keywords flags that users define, without a leading backslash; distinct, whatever their case
 */
public record Flags(Set<SystemFlag> system, List<String> keywords) {

    public static final Flags NONE = new Flags(Set.of(), List.of());

    /** By their bits: nearly all messages have no keywords, and mailboxes have many messages. */
    private static final List<Flags> SYSTEM = IntStream.range(0, 1 << SystemFlag.values().length)
            .mapToObj(Flags::system)
            .toList();

    public static Flags of(Collection<SystemFlag> system, Collection<String> keywords) {
        return new Flags(system.isEmpty() ? Set.of() : EnumSet.copyOf(system), List.copyOf(keywords));
    }

    /** @param bits the sum of {@link SystemFlag#bit} */
    public static Flags of(int bits, List<String> keywords) {
        var system = SYSTEM.get(bits);
        return keywords.isEmpty() ? system : new Flags(system.system, keywords);
    }

    private static Flags system(int bits) {
        var system = EnumSet.noneOf(SystemFlag.class);
        for (var flag : SystemFlag.values()) {
            if ((bits & flag.bit()) != 0) {
                system.add(flag);
            }
        }
        return new Flags(Collections.unmodifiableSet(system), List.of());
    }

    /** The system flags as the sum of their bits. */
    public int bits() {
        return system.stream().mapToInt(SystemFlag::bit).sum();
    }

    public boolean has(SystemFlag flag) {
        return system.contains(flag);
    }
}
