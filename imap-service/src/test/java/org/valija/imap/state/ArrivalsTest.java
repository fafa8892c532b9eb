package org.valija.imap.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.imap.state.Arrivals.Arrived;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/** Of a session that knows all up to modification sequence 5, and messages up to UID 10. */
class ArrivalsTest {

    private static final MailboxId INBOX = new MailboxId(1);

    private final Watch watch = new Watch(() -> {}, _ -> {});

    ArrivalsTest() {
        watch.anything();
        watch.only(INBOX);
    }

    /** Words such as {@code 6:11}, delivered with modification sequence 6 and UID 11, or {@code 7}, something else. */
    private Watch.News hears(long known, String words) {
        for (var word : words.split(" ")) {
            var numbers = word.split(":");
            if (numbers.length == 2) {
                watch.delivered(INBOX, Long.parseLong(numbers[1]), Long.parseLong(numbers[0]));
            } else {
                watch.happened(INBOX, Long.parseLong(word));
            }
        }
        return watch.takeNews(known);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6:11,               '',     5, 11
            6:11 6:12,          '',     5, 11:12
            6:11 7:12,          11,     6, 12
            6:11 6:12 7:13 8:14, 11:13, 7, 14
            4:9 5:10 6:11,      '',     5, 11
            """)
    void deliveriesAreToldByTheFeed(String words, String uids, long modseq, String next) {
        assertThat(hears(5, words).arrived()).isEqualTo(new Arrived(UidSet.parse(uids), modseq, UidSet.parse(next)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            7:12,          one is missing
            6:11 8:13,     one is missing in between
            7:12 6:11,     the feed told the later one first
            6:11 7,        flags changed
            6 6:11,        flags changed together with it
            6:12 6:11,     in no order of UIDs
            6:11 6:11,     told again
            """)
    void allElseIsAskedFor(String words, String why) {
        assertThat(hears(5, words).arrived()).as(why).isNull();
        assertThat(watch.takeNews(5)).as("told once").isNull();
    }

    @Test // A transaction may deliver several, and its events come one by one
    void theRestOfAGroupFollows() {
        assertThat(hears(5, "6:11").arrived()).isEqualTo(new Arrived(UidSet.empty(), 5, UidSet.of(11)));
        assertThat(hears(5, "6:12").arrived()).isEqualTo(new Arrived(UidSet.empty(), 5, UidSet.of(11, 12)));
        assertThat(hears(5, "7:13").arrived()).isEqualTo(new Arrived(UidSet.of(11, 12), 6, UidSet.of(13)));
        assertThat(hears(6, "7").arrived()).isNull();
        assertThat(hears(7, "8:14").arrived()).isEqualTo(new Arrived(UidSet.empty(), 7, UidSet.of(14)));
    }

    @Test
    void whatIsKnownIsNoNews() {
        assertThat(hears(6, "6:11")).isNull();
        assertThat(hears(6, "7:12").arrived()).isEqualTo(new Arrived(UidSet.empty(), 6, UidSet.of(12)));
    }

    @Test
    void afterAGapAllIsAskedFor() {
        watch.gap();
        assertThat(hears(5, "6:11").arrived()).isNull();
    }

    @Test // Which mailbox is being selected nobody knows yet
    void whatCameWhileSelectingIsAskedFor() {
        watch.anything();
        watch.delivered(INBOX, 11, 6);
        watch.only(INBOX);
        assertThat(hears(5, "7:12").arrived()).isNull();
    }

    @Test // A client that neither idles nor says anything
    void noMoreThanSomeAreRemembered() {
        for (int i = 0; i < 1_000; i++) {
            watch.delivered(INBOX, 11 + i, 6 + i);
        }
        assertThat(hears(5, "1006:1011").arrived()).isNull();
        assertThat(hears(1006, "1007:1012").arrived()).isNotNull();
    }
}
