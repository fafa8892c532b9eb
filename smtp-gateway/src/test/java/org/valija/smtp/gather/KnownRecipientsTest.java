package org.valija.smtp.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.delivery.ResolvedRecipient;

class KnownRecipientsTest {

    /** Who is here, and how many octets they have room for. */
    private final Map<String, Long> rooms = new HashMap<>(Map.of("ann@example.org", 1000L));

    private final List<String> asked = new ArrayList<>();
    private long now;
    private final RecipientsApi known = new KnownRecipients(this::resolve, () -> now);

    @Test
    void whoIsKnownIsNotAskedForAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(known.resolve("ann@example.org", 500)).isEqualTo(local("ann@example.org"));
        }
        assertThat(asked).containsExactly("ann@example.org");
    }

    @Test
    void forAMomentOnly() {
        known.resolve("ann@example.org", 0);
        rooms.clear();
        now += KnownRecipients.FRESH.toNanos();
        assertThatThrownBy(() -> known.resolve("ann@example.org", 0)).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void aLargerMessageMayHaveNoRoom() {
        known.resolve("ann@example.org", 1000);
        assertThatThrownBy(() -> known.resolve("ann@example.org", 1001)).isInstanceOf(MailboxException.OverQuota.class);
        known.resolve("ann@example.org", 999);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoWasRefusedIsFoundAsSoonAsTheyAreHere() {
        assertThatThrownBy(() -> known.resolve("bob@example.org", 0)).isInstanceOf(MailboxException.NotFound.class);
        rooms.put("bob@example.org", 1L);
        assertThat(known.resolve("bob@example.org", 0)).isEqualTo(local("bob@example.org"));
    }

    @Test
    void whoIsElsewhereIsAskedForEachTime() {
        known.resolve("carl@elsewhere.example", 0);
        known.resolve("carl@elsewhere.example", 0);
        assertThat(asked).hasSize(2);
    }

    private ResolvedRecipient resolve(String address, long size) {
        asked.add(address);
        if (address.endsWith("elsewhere.example")) {
            return new ResolvedRecipient(address, false);
        }
        var room = rooms.get(address);
        if (room == null) {
            throw new MailboxException.NotFound("no such recipient here");
        }
        if (size > room) {
            throw new MailboxException.OverQuota("no room");
        }
        return local(address);
    }

    private static ResolvedRecipient local(String address) {
        return new ResolvedRecipient(address, true);
    }
}
