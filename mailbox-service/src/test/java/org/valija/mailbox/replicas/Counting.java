package org.valija.mailbox.replicas;

import java.util.List;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChange.Mode;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.testing.TestUser;

/** A number that clients keep as the one keyword of the first message, and may only change if nobody else did. */
final class Counting {

    private Counting() {}

    static void increment(TestUser user) {
        var inbox = user.id("INBOX");
        while (true) {
            var now = message(user);
            var next = Flags.of(List.of(), List.of("n" + (number(now) + 1)));
            var change = new FlagsChange(UidSet.of(1), Mode.REPLACE, next, now.modseq());
            if (user.messages()
                    .changeFlags(user.token(), user.account(), inbox, change)
                    .modified()
                    .isEmpty()) {
                return;
            }
        }
    }

    static int count(TestUser user) {
        return number(message(user));
    }

    private static MessageFlags message(TestUser user) {
        return user.since(user.id("INBOX"), 0).changed().getFirst();
    }

    private static int number(MessageFlags message) {
        return message.flags().keywords().stream()
                .mapToInt(keyword -> Integer.parseInt(keyword.substring(1)))
                .findFirst()
                .orElse(0);
    }
}
