package org.valija.mailbox.delivery;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.valija.mailbox.delivery.DeliveryPlan.Placement;

/**
 * How many messages, and octets, go to each account or mailbox: columns of one row for each.
 *
 * @param ids ascending, each once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
record Sums(Long[] ids, Long[] messages, Long[] octets) {

    static Sums of(List<Placement> placements, ToLongFunction<Placement> id) {
        var messages = new TreeMap<Long, Long>();
        var octets = new TreeMap<Long, Long>();
        for (var placement : placements) {
            messages.merge(id.applyAsLong(placement), 1L, Long::sum);
            octets.merge(
                    id.applyAsLong(placement), placement.delivery().content().size(), Long::sum);
        }
        return new Sums(
                messages.keySet().toArray(Long[]::new),
                messages.values().toArray(Long[]::new),
                octets.values().toArray(Long[]::new));
    }
}
