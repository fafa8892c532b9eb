package org.valija.imap;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** INBOX as RFC 9051 has it, in memory and as simple as can be: the truth to which all sessions must come. */
final class ModelMailbox {

    /** Flags by UID. */
    private final TreeMap<Long, Set<String>> messages = new TreeMap<>();

    private long uidNext = 1;

    long append(Set<String> flags) {
        messages.put(uidNext, new TreeSet<>(flags));
        return uidNext++;
    }

    /** @param change {@code +}, {@code -}, or a space to have these flags alone */
    void store(List<Long> uids, char change, Set<String> flags) {
        for (long uid : uids) {
            var has = messages.get(uid);
            if (has != null) {
                switch (change) {
                    case '+' -> has.addAll(flags);
                    case '-' -> has.removeAll(flags);
                    default -> {
                        has.clear();
                        has.addAll(flags);
                    }
                }
            }
        }
    }

    /** @return UIDs of the copies */
    List<Long> copy(List<Long> uids) {
        return there(uids).map(uid -> append(messages.get(uid))).boxed().toList();
    }

    /** @return UIDs of those that were there */
    List<Long> remove(List<Long> uids) {
        var removed = there(uids).boxed().toList();
        removed.forEach(messages::remove);
        return removed;
    }

    List<Long> having(List<Long> uids, String flag) {
        return there(uids)
                .filter(uid -> messages.get(uid).contains(flag))
                .boxed()
                .toList();
    }

    private LongStream there(List<Long> uids) {
        return uids.stream().mapToLong(Long::longValue).sorted().filter(messages::containsKey);
    }

    Set<String> flags(long uid) {
        return messages.get(uid);
    }

    boolean has(long uid) {
        return messages.containsKey(uid);
    }

    List<Long> uids() {
        return List.copyOf(messages.keySet());
    }

    int size() {
        return messages.size();
    }
}
