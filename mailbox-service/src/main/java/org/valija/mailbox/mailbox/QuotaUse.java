package org.valija.mailbox.mailbox;

import java.util.List;
import java.util.Optional;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.event.EventData;

/**
 * How much of its quota an account uses.
 *
 * @param quotaBytes octets; 0 for no limit
 * @param quotaMessages 0 for no limit
 */
public record QuotaUse(long quotaBytes, long usedBytes, long quotaMessages, long usedMessages) {

    /** In percent, descending: how full a mailbox is when its user, or whoever looks after them, wants to hear of it. */
    private static final List<Integer> LEVELS = List.of(100, 95, 80);

    /** The same account with more or fewer messages in it. */
    public QuotaUse plus(long octets, long messages) {
        return new QuotaUse(quotaBytes, usedBytes + octets, quotaMessages, usedMessages + messages);
    }

    public boolean isWithin() {
        return (quotaBytes == 0 || usedBytes <= quotaBytes) && (quotaMessages == 0 || usedMessages <= quotaMessages);
    }

    /** The event of a level that is reached, and was not before; of the highest, if there are several. */
    public Optional<EventData> crossedSince(QuotaUse before, AccountId account, String address) {
        int level = level();
        return level > before.level()
                ? Optional.of(new EventData.QuotaCrossed(
                        account, address, level, quotaBytes, usedBytes, quotaMessages, usedMessages))
                : Optional.empty();
    }

    /** The highest level that is reached; 0 for none. */
    private int level() {
        return LEVELS.stream()
                .filter(level -> reaches(level, quotaBytes, usedBytes) || reaches(level, quotaMessages, usedMessages))
                .findFirst()
                .orElse(0);
    }

    private static boolean reaches(int level, long quota, long used) {
        return quota > 0 && used >= quota * (level / 100.0);
    }
}
