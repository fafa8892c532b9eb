package org.valija.imap.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

class SharedNumberingTest {

    private final SharedNumbering numbering = new SharedNumbering();

    private static UidSet everyOther(int count) {
        return UidSet.of(LongStream.range(0, count).map(i -> 1 + 2 * i).toArray());
    }

    @Test
    void sessionsThatAgreeShare() {
        var one = numbering.share(new MailboxId(1), everyOther(1_000));
        var same = everyOther(1_000);

        assertThat(numbering.share(new MailboxId(1), same)).isSameAs(one).isNotSameAs(same);
        assertThat(numbering.share(new MailboxId(2), same)).isSameAs(same);
    }

    @Test // Who lags behind keeps what it knows
    void sessionsThatDoNotAgreeDoNot() {
        var one = numbering.share(new MailboxId(1), everyOther(1_000));
        var more = numbering.share(new MailboxId(1), everyOther(1_001));

        assertThat(more).isNotEqualTo(one);
        assertThat(numbering.share(new MailboxId(1), everyOther(1_001))).isSameAs(more);
        assertThat(numbering.share(new MailboxId(1), everyOther(1_000))).isEqualTo(one);
    }
}
